package dev.wengert.operator.shape;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;

/**
 * Reading and writing the diagonal of matrices. In a matrix of {@code cols} columns that is laid out row by row, neighbours on
 * a diagonal lie {@code cols + 1} apart.
 */
sealed interface Diagonals extends Arrangement {
    /** How far right of the main diagonal; negative below it. */
    long offset();

    /** The diagonal over the last two axes: {@code (…, rows, cols) → (…, length)}. */
    private Register taken(Register x) {
        Shape shape = x.type().shape();
        long rows = shape.dim(-2);
        long cols = shape.dim(-1);
        long right = Math.clamp(offset(), 0, cols);
        long down = -Math.clamp(offset(), -rows, 0);
        long length = Math.max(0, Math.min(rows - down, cols - right));
        long first = length == 0 ? 0 : down * cols + right;
        Register flat = x.reshape(shape.slice(0, shape.rank() - 2).insert(shape.rank() - 2, rows * cols));
        return flat.slice(-1, first, length == 0 ? 0 : first + (length - 1) * (cols + 1) + 1, cols + 1);
    }

    /** Two axes moved behind the others, the first two if none are named. */
    private static Register last(Register x, Axes axes) {
        Require.that(axes.count() == 0 || axes.count() == 2, "expected two axes, found " + axes);
        Require.rankAtLeast(2, "an operand", x.type());
        return x.apply(new View.Moveaxis(axes.count() == 0 ? Axes.of(0, 1) : axes, Axes.of(-2, -1)));
    }

    /**
     * The elements on a diagonal, as a new last axis: {@code (rows, cols, …) → (…, length)}.
     *
     * @param offset how far right of the main diagonal; negative below it
     * @param axes the rows and the columns, the first two axes if none
     */
    record Diagonal(long offset, Axes axes) implements Diagonals {
        @Override
        public Register of(Register x) {
            return Diagonals.super.taken(Diagonals.last(x, axes));
        }
    }

    /**
     * The sum of a diagonal: {@code (rows, cols, …) → (…)}.
     *
     * @param offset how far right of the main diagonal; negative below it
     * @param axes the rows and the columns, the first two axes if none
     */
    record Trace(long offset, Axes axes) implements Diagonals {
        @Override
        public Register of(Register x) {
            return Diagonals.super.taken(Diagonals.last(x, axes)).sum(-1);
        }
    }

    /**
     * The diagonal of a matrix {@code (rows, cols) → (length)}; of a vector, the square matrix with it on the diagonal and
     * zeros elsewhere, {@code (n) → (n + |offset|, n + |offset|)}.
     *
     * @param offset how far right of the main diagonal; negative below it
     */
    record Diag(long offset) implements Diagonals {
        /** So far from the main diagonal a matrix has 2⁶² elements. */
        private static final long FARTHEST = 1L << 31;

        @Override
        public Register of(Register x) {
            Shape shape = x.type().shape();
            Require.that(shape.rank() == 1 || shape.rank() == 2, "expected a vector or a matrix, found " + x.type());
            if (shape.rank() == 2) {
                return Diagonals.super.taken(x);
            }
            Require.that(
                    offset >= -FARTHEST && offset <= FARTHEST,
                    "expected an offset of at most " + FARTHEST + ", found " + offset);
            long side = shape.dim(0) + Math.abs(offset);
            long first = Math.max(0, offset) + Math.max(0, -offset) * side;
            Place place = new Place(Shape.of(Shape.of(side, side).size()), Bounds.of(first), Bounds.of(side + 1), 0);
            return x.apply(place).reshape(side, side);
        }
    }
}
