package dev.wengert.operator.convolution;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.PerAxis;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The windows of images as columns, as PyTorch's {@code unfold}: {@code (…,c,h,w) → (…,c·kh·kw,l)}, where l runs over the windows
 * row by row and each column holds the elements of one, channel by channel.
 *
 * @param kernelSize the height and width of a window, or one number for both
 * @param dilation from element to element of a window
 * @param padding zeros on both sides of the images
 * @param stride from window to window
 */
record Unfold(Bounds kernelSize, Bounds dilation, Bounds padding, Bounds stride) implements Windowing {
    Unfold() {
        this(Bounds.none(), Bounds.of(1), Bounds.of(0), Bounds.of(1));
    }

    @Override
    public TensorType type(List<TensorType> y) {
        TensorType x = y.get(0);
        Require.real("images", x);
        Require.rankAtLeast(3, "images", x);
        Shape shape = x.shape();
        long[] counts = counts(shape.dim(-2), shape.dim(-1));
        long[] kernel = PerAxis.of("kernelSize", kernelSize, 2, 1);
        int lead = shape.rank() - 3;
        return x.withShape(shape.slice(0, lead)
                .insert(lead, shape.dim(-3) * kernel[0] * kernel[1])
                .insert(lead + 1, counts[0] * counts[1]));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower(z.operand(0).type().shape(), z.result().type().dtype(), out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Shape shape = z.operand(0).type().shape();
        Bounds size = Bounds.of(shape.dim(-2), shape.dim(-1));
        return dz.apply(new Fold(size, kernelSize, dilation, padding, stride));
    }
}
