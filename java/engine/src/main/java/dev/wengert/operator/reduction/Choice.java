package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
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
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
