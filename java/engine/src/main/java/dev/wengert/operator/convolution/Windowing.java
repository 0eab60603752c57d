package dev.wengert.operator.convolution;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Linear;
import dev.wengert.operator.PerAxis;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import java.util.List;

/** Windows of images as columns, and the adjoint of that. */
sealed interface Windowing extends ConvolutionOperator, Linear permits Unfold, Fold {
    /** The height and width of a window. */
    Bounds kernelSize();

    /** From element to element of a window. */
    Bounds dilation();

    /** Zeros on both sides of the images. */
    Bounds padding();

    /** From window to window. */
    Bounds stride();

    /** How many windows there are along each axis of images of this height and width. */
    default long[] counts(long height, long width) {
        long[] kernel = PerAxis.of("kernelSize", kernelSize(), 2, 1);
        long[] dilation = PerAxis.of("dilation", dilation(), 2, 1);
        long[] padding = PerAxis.of("padding", padding(), 2, 0);
        long[] stride = PerAxis.of("stride", stride(), 2, 1);
        long[] counts = {height, width};
        for (int axis = 0; axis < 2; axis++) {
            long window = dilation[axis] * (kernel[axis] - 1) + 1;
            long padded = counts[axis] + 2 * padding[axis];
            Require.that(
                    counts[axis] > 0 && window <= padded,
                    "expected images that hold a window of " + window + " elements, found " + padded
                            + ", padded, along axis " + (axis - 2));
            counts[axis] = (padded - window) / stride[axis] + 1;
        }
        return counts;
    }

    /** Emits the kernel between images of that shape and their columns. */
    default void lower(Shape images, DType dtype, Lowering out) {
        long[] counts = counts(images.dim(-2), images.dim(-1));
        long[] kernel = PerAxis.of("kernelSize", kernelSize(), 2, 1);
        long[] dilation = PerAxis.of("dilation", dilation(), 2, 1);
        long[] padding = PerAxis.of("padding", padding(), 2, 0);
        long[] stride = PerAxis.of("stride", stride(), 2, 1);
        long planes = images.size() / Math.max(1, images.dim(-2) * images.dim(-1));
        long[] geometry = new long[18];
        System.arraycopy(new long[] {planes, 1, 1, 1}, 0, geometry, 0, 4);
        for (int axis = 0; axis < 2; axis++) {
            long[] direction = {
                images.dim(axis - 2), counts[axis], kernel[axis], stride[axis], dilation[axis], padding[axis], 1
            };
            System.arraycopy(direction, 0, geometry, 4 + 7 * axis, 7);
        }
        out.emit(
                name() + "_" + dtype,
                Tiling.work(planes, Math.max(images.size(), planes * kernel[0] * kernel[1] * counts[0] * counts[1])),
                new long[0],
                new double[0],
                out.result(0),
                out.operand(0),
                out.constants(geometry));
    }

    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
