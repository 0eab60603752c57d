package dev.wengert.operator.linalg;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Map;

/** What the operators on the last two axes of a tensor share. */
final class Matrices {
    private Matrices() {}

    /** That the elements are real and the last two axes of one length. */
    static void requireSquare(String operand, TensorType type) {
        Require.real(operand, type);
        Require.rankAtLeast(2, operand, type);
        Require.that(
                type.shape().dim(-1) == type.shape().dim(-2),
                "expected " + operand + " of square matrices, found " + type);
    }

    /** The axes before the last two. */
    static Shape batch(Shape shape) {
        return shape.slice(0, shape.rank() - 2);
    }

    static Shape of(Shape batch, long rows, long cols) {
        return batch.insert(batch.rank(), rows).insert(batch.rank() + 1, cols);
    }

    static Register transposed(Register x) {
        return x.swapaxes(-2, -1);
    }

    /** A number for each matrix, made to broadcast over its elements. */
    static Register overMatrices(Register number) {
        return number.unsqueeze(-1).unsqueeze(-1);
    }

    /** The rows of each matrix in another order, or of each vector its elements: {@code (B…, n, …), (B…, n)}. */
    static Register rows(Register x, Register order) {
        return x.call("gather", Map.of("batchDims", order.type().shape().rank() - 1), order);
    }

    /** The order that undoes another. */
    static Register inverse(Register order) {
        return order.argsort(-1);
    }

    /** Tiles for {@code count} factorisations of n rows, which take n³/3 multiply-adds and are not cut. */
    static long tiles(long count, long n) {
        return Tiling.work(count, count * n * (n + n * n / 24));
    }
}
