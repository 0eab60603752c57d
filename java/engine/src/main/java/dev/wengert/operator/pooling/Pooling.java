package dev.wengert.operator.pooling;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.operator.PerAxis;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * Pooling as PyTorch has it: of images {@code (n,c,h,w)} or {@code (c,h,w)}, of signals {@code (n,c,l)} or {@code (c,l)}, of which
 * n alone may be 0. A signal is an image of height 1.
 */
sealed interface Pooling extends PoolingOperator, Formula permits SlidingPool, Adaptive {
    /** 1 or 2. */
    int dimensions();

    /** How many results there are of those of planes. */
    int results();

    /** The results for planes. */
    List<Register> of(Register planes);

    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        Require.arity(1, operands);
        TensorType x = operands.get(0);
        Shape shape = x.shape();
        int rank = dimensions() + 1;
        Require.real("an operand", x);
        Require.that(
                shape.rank() == rank || shape.rank() == rank + 1,
                "expected an operand with " + rank + " dimensions, or " + (rank + 1) + " with a batch, found " + x);
        for (int axis = 1; axis <= rank; axis++) {
            Require.that(
                    shape.dim(-axis) > 0, "expected an operand of which no axis but the batch is empty, found " + x);
        }
        return Formula.super.infer(operands);
    }

    @Override
    default List<Register> decompose(List<Register> operands) {
        Register x = operands.get(0);
        Shape shape = x.type().shape();
        if (dimensions() == 2) {
            return of(x).subList(0, results());
        }
        return of(x.reshape(shape.insert(shape.rank() - 1, 1))).stream()
                .limit(results())
                .map(Pooling::withoutHeight)
                .toList();
    }

    private static Register withoutHeight(Register z) {
        Shape shape = z.type().shape();
        int rank = shape.rank();
        return z.reshape(shape.slice(0, rank - 2).insert(rank - 2, shape.dim(-1)));
    }

    /** Numbers for two directions, of which the first is {@code height} where there is one only. */
    default Bounds down(String name, Bounds numbers, long least, long height) {
        long[] all = PerAxis.of(name, numbers, dimensions(), least);
        return dimensions() == 2 ? Bounds.of(all) : Bounds.of(height, all[0]);
    }
}
