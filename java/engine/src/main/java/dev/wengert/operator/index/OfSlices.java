package dev.wengert.operator.index;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** Whole slices across an axis, chosen by a vector of indices. */
sealed interface OfSlices extends IndexOperator, SingleFormula {
    /** The axis. */
    int axis();

    @Override
    default void check(List<TensorType> y) {
        Require.index("indices", y.get(1));
        Axes.normalize(axis(), y.get(0).shape().rank());
        Require.that(y.get(1).shape().rank() == 1, "expected a vector of indices, found " + y.get(1));
    }

    /**
     * The slices at indices: {@code (…, n, …), (m) → (…, m, …)}, of any element type; NumPy's {@code take}.
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
            int at = Axes.normalize(axis, y.get(0).type().shape().rank());
            return Axis.moved(Axis.moved(y.get(0), at, 0).apply(new Gather(0), y.get(1)), 0, at);
        }
    }

    /**
     * Slices added at indices: {@code (…, n, …), (m), (…, m, …) → (…, n, …)}. Several at one index are added in their order.
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
            dims[Axes.normalize(axis, dims.length)] = y.get(1).size();
            Require.same("values", TensorType.of(y.get(0).dtype(), dims), y.get(2));
        }

        @Override
        public Register write(List<Register> y) {
            Register x = y.get(0);
            int at = Axes.normalize(axis, x.type().shape().rank());
            Register sums = y.get(1).apply(new ScatterAdd(x.type().shape().dim(at), 0), Axis.moved(y.get(2), at, 0));
            return x.add(Axis.moved(sums, 0, at));
        }
    }
}
