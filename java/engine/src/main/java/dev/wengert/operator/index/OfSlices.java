package dev.wengert.operator.index;

import dev.wengert.list.Register;
import dev.wengert.operator.Lines;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * Whole slices across an axis, chosen by a vector of indices; of a tensor without dimensions, itself by one index, as in
 * PyTorch.
 */
sealed interface OfSlices extends IndexOperator, SingleFormula {
    /** The axis. */
    int axis();

    @Override
    default void check(List<TensorType> y) {
        Require.index("indices", y.get(1));
        Axes.ofLine(axis(), y.get(0).shape().rank());
        Require.that(y.get(1).shape().rank() == 1, "expected a vector of indices, found " + y.get(1));
        Require.that(
                y.get(0).shape().rank() > 0 || y.get(1).size() == 1,
                "expected one index into a tensor without dimensions, found " + y.get(1));
    }

    /** With the axis before the others; of a tensor without dimensions, its line. */
    private static Register first(Register x, int axis) {
        int rank = x.type().shape().rank();
        return rank == 0 ? x.reshape(1) : Axis.moved(x, Axes.normalize(axis, rank), 0);
    }

    /** With the first axis back in its place among those of {@code like}. */
    private static Register back(Register z, int axis, Register like) {
        int rank = like.type().shape().rank();
        return rank == 0 ? z.reshape(Shape.scalar()) : Axis.moved(z, 0, Axes.normalize(axis, rank));
    }

    /**
     * The slices at indices: {@code (…, n, …), (m) → (…, m, …)}, of any element type; NumPy's {@code take}.
     * Operands: x, index.
     *
     * @param axis the axis
     */
    record IndexSelect(int axis) implements OfSlices {
        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Register write(List<Register> y) {
            return OfSlices.back(OfSlices.first(y.get(0), axis).apply(new Gather(0), y.get(1)), axis, y.get(0));
        }
    }

    /**
     * Slices added at indices: {@code (…, n, …), (m), (…, m, …) → (…, n, …)}. Several at one index are added in their order.
     * Operands: x, index, values.
     *
     * @param axis the axis
     */
    record IndexAdd(int axis) implements OfSlices {
        @Override
        public int arity() {
            return 3;
        }

        @Override
        public void check(List<TensorType> y) {
            OfSlices.super.check(y);
            long[] dims = y.get(0).shape().dims();
            if (dims.length > 0) {
                dims[Axes.normalize(axis, dims.length)] = y.get(1).size();
            }
            Require.same("values", TensorType.of(y.get(0).dtype(), dims), y.get(2));
        }

        @Override
        public Register write(List<Register> y) {
            Register x = y.get(0);
            long n = Lines.along(axis, x.type().shape()).n();
            Register sums = y.get(1).apply(new ScatterAdd(n, 0), OfSlices.first(y.get(2), axis));
            return x.add(OfSlices.back(sums, axis, x));
        }
    }
}
