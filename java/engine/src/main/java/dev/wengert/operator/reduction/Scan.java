package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
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
