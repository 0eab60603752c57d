package dev.wengert.operator.product;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/** Products of two tensors of f32 or f64 that are no products of matrices as they stand. */
sealed interface TensorProduct extends ProductOperator, SingleFormula {
    /** The product. */
    Register of(Register x, Register y);

    /** Refuses shapes that do not go together. */
    void check(Shape x, Shape y);

    @Override
    default int arity() {
        return 2;
    }

    @Override
    default void check(List<TensorType> y) {
        Require.real("operands", y.get(0));
        Require.sameDType(y.get(0), y.get(1));
        check(y.get(0).shape(), y.get(1).shape());
    }

    @Override
    default Register write(List<Register> y) {
        return of(y.get(0), y.get(1));
    }

    /** Each element of one vector with each of another: {@code (m), (n) → (m,n)}. */
    record Outer() implements TensorProduct {
        @Override
        public void check(Shape x, Shape y) {
            Require.that(x.rank() == 1 && y.rank() == 1, "expected two vectors, found shapes " + x + " and " + y);
        }

        @Override
        public Register of(Register x, Register y) {
            return x.unsqueeze(1).mul(y);
        }
    }

    /** The sum of products over the last axis of both: {@code (…,n), (…,n) → (…,…)}; with a number, its multiple. */
    record Inner() implements TensorProduct {
        @Override
        public void check(Shape x, Shape y) {
            Require.that(
                    x.rank() == 0 || y.rank() == 0 || x.dim(-1) == y.dim(-1),
                    "expected last axes of one length, found shapes " + x + " and " + y);
        }

        @Override
        public Register of(Register x, Register y) {
            boolean number = x.type().shape().rank() == 0 || y.type().shape().rank() == 0;
            return number ? x.mul(y) : x.apply(new Tensordot(0, Axes.of(-1), Axes.of(-1)), y);
        }
    }

    /**
     * The sum of products over pairs of axes; the result has the other axes of x, then those of y.
     *
     * @param count how many axes, the last ones of x and the first ones of y; 2 unless given, not used with lists
     * @param axesX the axes of x
     * @param axesY the axes of y, each with the one at its place in {@code axesX}
     */
    record Tensordot(int count, Axes axesX, Axes axesY) implements TensorProduct {
        Tensordot() {
            this(2, Axes.all(), Axes.all());
        }

        private int[] axes(Axes axes, int from, int rank) {
            return axes.count() == 0
                    ? IntStream.range(from, from + count).toArray()
                    : IntStream.of(axes.toArray())
                            .map(axis -> Axes.normalize(axis, rank))
                            .toArray();
        }

        @Override
        public void check(Shape x, Shape y) {
            Require.that(
                    axesX.count() == axesY.count(),
                    "expected as many axes of y as of x, found " + axesX + " and " + axesY);
            axesX.mask(x.rank());
            axesY.mask(y.rank());
            Require.that(
                    axesX.count() > 0 || (count >= 0 && count <= Math.min(x.rank(), y.rank())),
                    "expected a count of axes that shapes " + x + " and " + y + " have, found " + count);
            int[] ofX = axes(axesX, x.rank() - count, x.rank());
            int[] ofY = axes(axesY, 0, y.rank());
            for (int i = 0; i < ofX.length; i++) {
                Require.that(
                        x.dim(ofX[i]) == y.dim(ofY[i]),
                        "expected axis " + ofX[i] + " of x and " + ofY[i] + " of y of one length, found shapes " + x
                                + " and " + y);
            }
        }

        @Override
        public Register of(Register x, Register y) {
            int rankX = x.type().shape().rank();
            int rankY = y.type().shape().rank();
            int[] ofX = axes(axesX, rankX - count, rankX);
            int[] ofY = axes(axesY, 0, rankY);
            char[] namesX = names(0, rankX);
            char[] namesY = names(rankX, rankY);
            for (int i = 0; i < ofX.length; i++) {
                namesY[ofY[i]] = namesX[ofX[i]];
            }
            String left = new String(namesX);
            String right = new String(namesY);
            return Contraction.of(
                    List.of(new Labelled(x, left), new Labelled(y, right)),
                    Labelled.without(left, right) + Labelled.without(right, left));
        }

        private static char[] names(int from, int count) {
            char[] names = new char[count];
            for (int i = 0; i < count; i++) {
                names[i] = (char) ('a' + from + i);
            }
            return names;
        }
    }

    /**
     * Kronecker's product: a copy of y for each element of x, multiplied by it, {@code (m,n), (p,q) → (m·p, n·q)}; the same in
     * any number of dimensions, aligned at the last.
     */
    record Kron() implements TensorProduct {
        @Override
        public void check(Shape x, Shape y) {}

        @Override
        public Register of(Register x, Register y) {
            int rank = Math.max(x.type().shape().rank(), y.type().shape().rank());
            long[] outer = new long[2 * rank];
            long[] inner = new long[2 * rank];
            long[] dims = new long[rank];
            for (int i = 0; i < rank; i++) {
                outer[2 * i] = length(x, i - rank);
                outer[2 * i + 1] = 1;
                inner[2 * i] = 1;
                inner[2 * i + 1] = length(y, i - rank);
                dims[i] = outer[2 * i] * inner[2 * i + 1];
            }
            return x.reshape(Shape.of(outer)).mul(y.reshape(Shape.of(inner))).reshape(Shape.of(dims));
        }

        private static long length(Register x, int axis) {
            Shape shape = x.type().shape();
            return -axis > shape.rank() ? 1 : shape.dim(axis);
        }
    }

    /**
     * The vector product along an axis of length 3; the others broadcast.
     *
     * @param axis the axis, of the result; the last unless given
     */
    record Cross(int axis) implements TensorProduct {
        Cross() {
            this(-1);
        }

        @Override
        public void check(Shape x, Shape y) {
            Shape shape = x.broadcast(y);
            Require.that(
                    shape.dim(axis) == 3, "expected an axis " + axis + " of length 3, found shapes " + x + " and " + y);
        }

        @Override
        public Register of(Register x, Register y) {
            Shape shape = x.type().shape().broadcast(y.type().shape());
            int along = Axes.normalize(axis, shape.rank());
            Register a = x.broadcastTo(shape);
            Register b = y.broadcastTo(shape);
            // aᵢbᵢ₊₁ − aᵢ₊₁bᵢ is component i + 2
            return a.mul(b.roll(along, -1)).sub(a.roll(along, -1).mul(b)).roll(along, -1);
        }
    }
}
