package dev.wengert.operator.shape;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import java.util.List;

/** The names that NumPy and PyTorch have for reshape, transpose and broadcast. */
sealed interface View extends ShapeOperator, SingleFormula {
    /** The one operand as it shall be seen. */
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
     * Leaves out axes of length 1. One that is longer stays, as in PyTorch.
     *
     * @param axes the axes, all if none
     */
    record Squeeze(Axes axes) implements View {
        @Override
        public Register of(Register x) {
            Shape shape = x.type().shape();
            boolean[] named = axes.mask(shape.rank());
            Shape squeezed = Shape.scalar();
            for (int axis = 0; axis < shape.rank(); axis++) {
                if (!named[axis] || shape.dim(axis) != 1) {
                    squeezed = squeezed.insert(squeezed.rank(), shape.dim(axis));
                }
            }
            return x.reshape(squeezed);
        }
    }

    /**
     * Puts an axis of length 1.
     *
     * @param axis where it is in the result
     */
    record Unsqueeze(int axis) implements View {
        @Override
        public Register of(Register x) {
            Shape shape = x.type().shape();
            return x.reshape(shape.insert(Axes.normalize(axis, shape.rank() + 1), 1));
        }
    }

    /**
     * The axes in another order, as {@link Transpose}.
     *
     * @param order axis i of the result is axis {@code order[i]}
     */
    record Permute(Axes order) implements View {
        @Override
        public Register of(Register x) {
            return x.apply(new Transpose(order));
        }
    }

    /**
     * Two axes in each other's place.
     *
     * @param first one of them
     * @param second the other
     */
    record Swapaxes(int first, int second) implements View {
        @Override
        public Register of(Register x) {
            int rank = x.type().shape().rank();
            int[] order = identity(Math.max(1, rank));
            order[Axes.ofLine(first, rank)] = Axes.ofLine(second, rank);
            order[Axes.ofLine(second, rank)] = Axes.ofLine(first, rank);
            return rank == 0 ? x : x.apply(new Transpose(Axes.of(order)));
        }
    }

    /**
     * Axes in other places; the others keep their order.
     *
     * @param from where they are
     * @param to where they go, as many
     */
    record Moveaxis(Axes from, Axes to) implements View {
        @Override
        public Register of(Register x) {
            int rank = x.type().shape().rank();
            Require.that(
                    from.count() == to.count(),
                    "expected as many places as axes, found " + from.count() + " axes and " + to.count() + " places");
            boolean[] moved = from.count() == 0 ? new boolean[rank] : from.mask(rank);
            boolean[] taken = to.count() == 0 ? new boolean[rank] : to.mask(rank);
            int[] order = new int[rank];
            for (int i = 0; i < from.count(); i++) {
                order[Axes.normalize(to.get(i), rank)] = Axes.normalize(from.get(i), rank);
            }
            int axis = 0;
            for (int place = 0; place < rank; place++) {
                if (!taken[place]) {
                    while (moved[axis]) {
                        axis++;
                    }
                    order[place] = axis++;
                }
            }
            return x.apply(new Transpose(Axes.of(order)));
        }
    }

    /**
     * The elements repeated along axes of length 1, as in PyTorch.
     *
     * @param shape the dimensions of the result; −1 for those that stay
     */
    record Expand(Bounds shape) implements View {
        @Override
        public Register of(Register x) {
            Shape from = x.type().shape();
            long[] dims = shape.toArray();
            int lead = dims.length - from.rank();
            for (int axis = 0; axis < dims.length; axis++) {
                if (dims[axis] == -1) {
                    Require.that(axis >= lead, "expected the length of axis " + axis + ", which is new, found -1");
                    dims[axis] = from.dim(axis - lead);
                }
            }
            return x.broadcastTo(Shape.of(dims));
        }
    }

    /**
     * The elements repeated to a shape by NumPy's rule, as {@link Broadcast}.
     *
     * @param shape the dimensions of the result
     */
    record BroadcastTo(Shape shape) implements View {
        @Override
        public Register of(Register x) {
            return x.broadcastTo(shape);
        }
    }

    private static int[] identity(int rank) {
        int[] order = new int[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = i;
        }
        return order;
    }
}
