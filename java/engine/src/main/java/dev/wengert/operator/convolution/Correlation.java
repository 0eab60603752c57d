package dev.wengert.operator.convolution;

import dev.wengert.list.Register;
import dev.wengert.operator.PerAxis;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** The convolutions that are not transposed. */
sealed interface Correlation extends Convolving permits Conv1d, Conv2d {
    /** Whether y is as large as x. */
    boolean same();

    @Override
    default long channels(Shape w) {
        return w.dim(0);
    }

    @Override
    default long channelsOfX(Shape w) {
        return Math.multiplyExact(w.dim(1), groups());
    }

    @Override
    default Register of(Register x, Register w, List<Register> bias, long[] stride, long[] dilation) {
        long[] padding = down(PerAxis.of("padding", padding(), dimensions(), 0), 0);
        long[] size = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            long length = x.type().shape().dim(2 + axis);
            long window = dilation[axis] * (w.type().shape().dim(2 + axis) - 1) + 1;
            if (same()) {
                Require.that(
                        stride[axis] == 1 && padding[axis] == 0,
                        "expected stride 1 and padding 0 where y is to be of the same size as x, found stride "
                                + stride() + " and padding " + padding());
                padding[axis] = (window - 1) / 2;
                size[axis] = length;
            } else {
                long padded = length + 2 * padding[axis];
                Require.that(
                        window <= padded,
                        "expected a window that fits into the padded x, found one of " + window + " elements in "
                                + padded + " along axis " + (axis - 2));
                size[axis] = (padded - window) / stride[axis] + 1;
            }
        }
        Register[] others = new Register[1 + bias.size()];
        Arrays.setAll(others, i -> i == 0 ? w : bias.get(0));
        return x.apply(
                new Convolution(Bounds.of(stride), Bounds.of(padding), Bounds.of(dilation), groups(), Bounds.of(size)),
                others);
    }
}
