package dev.wengert.operator.shape;

import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** Elements turned round, shifted and repeated: made of slices, concatenations and broadcasts, for any element type. */
sealed interface Arrangement extends ShapeOperator, SingleFormula
        permits Arrangement.Flip, Arrangement.Roll, Arrangement.Tile, Arrangement.Repeat, Pad, Diagonals {
    /** The one operand rearranged. */
    Register of(Register x);

    @Override
    default int arity() {
        return 1;
    }

    @Override
    default Register write(List<Register> y) {
        return of(y.get(0));
    }

    /**
     * The elements in reverse order.
     *
     * @param axes along which axes, all if none
     */
    record Flip(Axes axes) implements Arrangement {
        @Override
        public Register of(Register x) {
            boolean[] mask = axes.mask(x.type().shape().rank());
            long[] starts = new long[mask.length];
            long[] stops = new long[mask.length];
            long[] steps = new long[mask.length];
            for (int axis = 0; axis < mask.length; axis++) {
                starts[axis] = mask[axis] ? Long.MAX_VALUE : 0;
                stops[axis] = mask[axis] ? Long.MIN_VALUE : Long.MAX_VALUE;
                steps[axis] = mask[axis] ? -1 : 1;
            }
            return x.apply(new Slice(Bounds.of(starts), Bounds.of(stops), Bounds.of(steps)));
        }
    }

    /**
     * The elements shifted towards the end of axes; those that fall out come in again at the beginning.
     *
     * @param shifts by how many places, negative towards the beginning
     * @param axes along which axes, as many; none means the elements in row-major order
     */
    record Roll(Bounds shifts, Axes axes) implements Arrangement {
        @Override
        public Register of(Register x) {
            if (axes.count() == 0) {
                Require.that(shifts.count() == 1, "expected one shift where no axes are named, found " + shifts);
                return rolled(x.reshape(x.type().size()), 0, shifts.get(0))
                        .reshape(x.type().shape());
            }
            Require.that(
                    shifts.count() == axes.count(),
                    "expected as many shifts as axes, found " + shifts + " and " + axes);
            Register z = x;
            for (int i = 0; i < axes.count(); i++) {
                z = rolled(z, Axes.normalize(axes.get(i), x.type().shape().rank()), shifts.get(i));
            }
            return z;
        }

        private static Register rolled(Register x, int axis, long shift) {
            long n = x.type().shape().dim(axis);
            long cut = n == 0 ? 0 : Math.floorMod(-Math.floorMod(shift, n), n);
            return cut == 0
                    ? x
                    : Operators.concatenate(axis, x.slice(axis, cut, Long.MAX_VALUE), x.slice(axis, 0, cut));
        }
    }

    /**
     * The whole tensor several times along each axis, as NumPy's {@code tile} and PyTorch's {@code Tensor.repeat}.
     *
     * @param repeats how often, aligned at the last axis; more than there are axes make new ones
     */
    record Tile(Bounds repeats) implements Arrangement {
        @Override
        public Register of(Register x) {
            Shape shape = x.type().shape();
            int rank = Math.max(shape.rank(), repeats.count());
            long[] apart = new long[2 * rank];
            long[] repeated = new long[2 * rank];
            long[] dims = new long[rank];
            for (int i = 1; i <= rank; i++) {
                long times = i <= repeats.count() ? repeats.get(repeats.count() - i) : 1;
                Require.that(times >= 0, "expected repeats of at least 0, found " + repeats);
                long dim = i <= shape.rank() ? shape.dim(-i) : 1;
                int at = 2 * (rank - i);
                apart[at] = 1;
                apart[at + 1] = dim;
                repeated[at] = times;
                repeated[at + 1] = dim;
                dims[rank - i] = Shape.of(times, dim).size();
            }
            return x.reshape(Shape.of(apart)).broadcastTo(Shape.of(repeated)).reshape(Shape.of(dims));
        }
    }

    /**
     * Each element several times, one behind the other, as NumPy does under this name and PyTorch as {@code repeat_interleave}.
     *
     * @param repeats how often
     * @param axis along which axis
     */
    record Repeat(long repeats, int axis) implements Arrangement {
        @Override
        public void check(List<TensorType> y) {
            Require.that(repeats >= 0, "expected repeats of at least 0, found " + repeats);
        }

        @Override
        public Register of(Register x) {
            Shape shape = x.type().shape();
            int at = Axes.normalize(axis, shape.rank());
            long[] dims = shape.dims();
            dims[at] = Shape.of(dims[at], repeats).size();
            return x.reshape(shape.insert(at + 1, 1))
                    .broadcastTo(shape.insert(at + 1, repeats))
                    .reshape(Shape.of(dims));
        }
    }
}
