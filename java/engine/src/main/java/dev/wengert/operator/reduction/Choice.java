package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Constant;
import dev.wengert.operator.Lines;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where along an axis the greatest or least element is, i64, of any element type: of equals the first, and the first NaN if
 * there is one.
 */
sealed interface Choice extends ReductionOperator, Constant {
    /** The axis, which is left out. */
    int axis();

    /** The same along another axis. */
    Choice along(int axis);

    /**
     * Where along an axis the greatest element is, i64: of equals the first, and the first NaN if there is one.
     *
     * @param axis the axis, which is left out
     */
    record Argmax(int axis) implements Choice {
        @Override
        public Argmax along(int other) {
            return new Argmax(other);
        }
    }

    /**
     * Where along an axis the least element is, i64: of equals the first, and the first NaN if there is one.
     *
     * @param axis the axis, which is left out
     */
    record Argmin(int axis) implements Choice {
        @Override
        public Argmin along(int other) {
            return new Argmin(other);
        }
    }

    @Override
    default int arity() {
        return 1;
    }

    @Override
    default TensorType type(List<TensorType> y) {
        Shape shape = y.get(0).shape();
        Lines lines = Lines.along(axis(), shape);
        Require.that(
                lines.n() > 0 || lines.outer() * lines.inner() == 0,
                "expected at least one element to choose from, found " + y.get(0));
        return new TensorType(DType.I64, shape.reduce(Axes.of(axis()), false));
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        Shape shape = z.operand(0).type().shape();
        Lines lines = Lines.along(axis(), shape);
        out.emit(
                name() + "_" + z.operand(0).type().dtype(),
                lines.tiles(shape.size()),
                new long[] {lines.outer(), lines.n(), lines.inner()},
                new double[0],
                out.result(0),
                out.operand(0));
    }

    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return Lines.batched(operands, z.operand(0).type().shape().rank(), axis(), this::along);
    }

    @Override
    default Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> {
            Register x = z.operand(0);
            Lines lines = Lines.along(axis(), x.type().shape());
            String best = out.local(out.name(z.result()) + "At");
            String j = out.local("at");
            out.declare(z.result(), "0");
            out.nest(new long[] {lines.outer(), lines.inner()}, at -> {
                UnaryOperator<String> element = place -> out.element(
                        x,
                        JavaBody.index(
                                List.of(at.get(0), place, at.get(1)), lines.n() * lines.inner(), lines.inner(), 1));
                out.line("int " + best + " = 0;");
                out.block(
                        "for (int " + j + " = 1; " + j + " < " + lines.n() + "; " + j + "++)",
                        () -> out.block(
                                "if ("
                                        + precedes(
                                                element.apply(j),
                                                element.apply(best),
                                                x.type().dtype()) + ")",
                                () -> out.line(best + " = " + j + ";")));
                out.line(out.element(z.result(), JavaBody.index(at, lines.inner(), 1)) + " = " + best + ";");
            });
        });
    }

    /** Whether one element is chosen before another, in Java. */
    private String precedes(String x, String y, DType dtype) {
        if (dtype == DType.BOOL) {
            return name().equals("argmax") ? x + " && !" + y : "!" + x + " && " + y;
        }
        String better = x + (name().equals("argmax") ? " > " : " < ") + y;
        return dtype.isReal() ? better + " || Double.isNaN(" + x + ") && !Double.isNaN(" + y + ")" : better;
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
