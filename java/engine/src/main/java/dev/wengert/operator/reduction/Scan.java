package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaBody;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Lines;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;

/** What running sums and products share: integers and bools are taken as i64, lines along one axis are tiles. */
final class Scan {
    private Scan() {}

    static TensorType type(TensorType x, int axis) {
        Axes.ofLine(axis, x.shape().rank());
        return x.dtype().isReal() ? x : x.withDType(DType.I64);
    }

    /** In Java: each element combined with the one before it. */
    static void write(String combine, int axis, boolean reverse, Assignment z, JavaBody out) {
        Register y = z.result();
        Lines lines = Lines.along(axis, y.type().shape());
        long step = reverse ? -lines.inner() : lines.inner();
        String first = reverse ? Long.toString((lines.n() - 1) * lines.inner()) : "";
        out.declare(y, "0");
        out.nest(new long[] {lines.outer(), lines.n(), lines.inner()}, at -> {
            String index = JavaBody.index(first, at, lines.n() * lines.inner(), step, 1);
            String x = JavaBody.converted(
                    out.element(z.operand(0), index),
                    z.operand(0).type().dtype(),
                    y.type().dtype());
            out.line(out.element(y, index) + " = " + x + ";");
            if (lines.n() > 1) {
                out.block(
                        "if (" + at.get(1) + " > 0)",
                        () -> out.line(out.element(y, index) + " " + combine + " "
                                + out.element(y, index + (reverse ? " + " : " - ") + lines.inner()) + ";"));
            }
        });
    }

    static void lower(String kernel, int axis, boolean reverse, Assignment z, Lowering out) {
        TensorType type = z.result().type();
        Shape shape = type.shape();
        Lines lines = Lines.along(axis, shape);
        out.emit(
                kernel + "_" + type.dtype(),
                lines.tiles(4 * shape.size()),
                new long[] {lines.outer(), lines.n(), lines.inner(), reverse ? 1 : 0},
                new double[0],
                out.result(0),
                Passes.converted(z.operand(0).type(), type.dtype(), out));
    }
}
