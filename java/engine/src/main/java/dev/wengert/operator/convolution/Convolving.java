package dev.wengert.operator.convolution;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.operator.PerAxis;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * Convolutions as PyTorch has them: of a batch of images or of one without the batch's axis, with a bias or without one. In one
 * dimension, an image is of height 1.
 */
sealed interface Convolving extends ConvolutionOperator, Formula permits Correlation, Transposed {
    /** 1 or 2. */
    int dimensions();

    /** See the records. */
    Bounds stride();

    /** See the records. */
    Bounds padding();

    /** See the records. */
    Bounds dilation();

    /** See the records. */
    long groups();

    /** The channels of the result, given the weights. */
    long channels(Shape w);

    /** The channels of x, given the weights. */
    long channelsOfX(Shape w);

    /** The result of two-dimensional images, weights and maybe a bias. */
    Register of(Register x, Register w, List<Register> bias, long[] stride, long[] dilation);

    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        Require.that(
                operands.size() == 2 || operands.size() == 3,
                "expected 2 operands, or 3 with a bias, found " + operands.size());
        TensorType x = operands.get(0);
        TensorType w = operands.get(1);
        int rank = dimensions() + 2;
        Require.real("x", x);
        Require.that(
                x.shape().rank() == rank || x.shape().rank() == rank - 1,
                "expected x with " + (rank - 1) + " dimensions, or " + rank + " with a batch, found " + x);
        Require.rank(rank, "w", w);
        Require.that(
                operands.stream().allMatch(type -> type.dtype() == x.dtype()),
                "expected operands of the same element type, found " + operands + "; cast them");
        Require.that(groups() >= 1, "expected groups of at least 1, found " + groups());
        Require.that(
                w.shape().dim(0) % groups() == 0,
                "expected w whose first axis " + groups() + " groups share evenly, found " + w);
        long channels = x.shape().dim(-dimensions() - 1);
        Require.that(
                channels == channelsOfX(w.shape()),
                "expected x with " + channelsOfX(w.shape()) + " channels as w and groups say, found " + x + " and "
                        + w);
        for (int axis = 2; axis < rank; axis++) {
            Require.that(w.shape().dim(axis) > 0, "expected a kernel that is not empty, found w of " + w);
        }
        if (operands.size() == 3) {
            Require.same("a bias operand", w.withShape(Shape.of(channels(w.shape()))), operands.get(2));
        }
        return Formula.super.infer(operands);
    }

    @Override
    default List<Register> decompose(List<Register> operands) {
        Register x = operands.get(0);
        boolean single = x.type().shape().rank() == dimensions() + 1;
        Register images = single ? x.reshape(x.type().shape().insert(0, 1)) : x;
        Register z = of(
                flat(images),
                flat(operands.get(1)),
                operands.subList(2, operands.size()),
                down(PerAxis.of("stride", stride(), dimensions(), 1), 1),
                down(PerAxis.of("dilation", dilation(), dimensions(), 1), 1));
        Shape shape = z.type().shape();
        Shape result = single ? shape.slice(1, 4) : shape;
        if (dimensions() == 1) {
            int rank = result.rank();
            result = result.slice(0, rank - 2).insert(rank - 2, result.dim(-1));
        }
        return List.of(result.equals(shape) ? z : z.reshape(result));
    }

    /** With a height. */
    private Register flat(Register x) {
        Shape shape = x.type().shape();
        return dimensions() == 2 ? x : x.reshape(shape.insert(2, 1));
    }

    /** With a number for the height before the others. */
    default long[] down(long[] numbers, long height) {
        return dimensions() == 2 ? numbers : new long[] {height, numbers[0]};
    }
}
