package dev.wengert.operator.convolution;

import dev.wengert.list.Register;
import dev.wengert.operator.PerAxis;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import java.util.List;

/** The transposed convolutions. */
sealed interface Transposed extends Convolving permits ConvTranspose1d, ConvTranspose2d {
    /** How much y is longer at its end. */
    Bounds outputPadding();

    @Override
    default long channels(Shape w) {
        return Math.multiplyExact(w.dim(1), groups());
    }

    @Override
    default long channelsOfX(Shape w) {
        return w.dim(0);
    }

    @Override
    default Register of(Register x, Register w, List<Register> bias, long[] stride, long[] dilation) {
        long[] padding = down(PerAxis.of("padding", padding(), dimensions(), 0), 0);
        long[] more = down(PerAxis.of("outputPadding", outputPadding(), dimensions(), 0), 0);
        long[] size = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            Require.that(
                    more[axis] < Math.max(stride[axis], dilation[axis]),
                    "expected outputPadding less than stride or dilation, found " + outputPadding());
            long length = x.type().shape().dim(2 + axis);
            long window = dilation[axis] * (w.type().shape().dim(2 + axis) - 1) + 1;
            size[axis] = (length - 1) * stride[axis] - 2 * padding[axis] + window + more[axis];
            Require.that(
                    length > 0 && size[axis] > 0,
                    "expected x and a result that are not empty along axis " + (axis - 2) + ", found x of " + x.type()
                            + " and a result of length " + size[axis]);
        }
        Register z = x.apply(
                new ConvolutionDx(
                        Bounds.of(stride), Bounds.of(padding), Bounds.of(dilation), groups(), Bounds.of(size)),
                w);
        return bias.isEmpty()
                ? z
                : z.add(bias.get(0)
                        .reshape(bias.get(0).type().shape().insert(1, 1).insert(2, 1)));
    }
}
