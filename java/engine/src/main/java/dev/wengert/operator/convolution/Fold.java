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
 * Columns added up to the images whose windows they are, the adjoint of {@link Unfold}, as PyTorch's {@code fold}: {@code
 * (…,c·kh·kw,l) → (…,c,h,w)}.
 *
 * @param outputSize the height and width of the images, or one number for both
 * @param kernelSize the height and width of a window, or one number for both
 * @param dilation from element to element of a window
 * @param padding zeros on both sides of the images
 * @param stride from window to window
 */
record Fold(Bounds outputSize, Bounds kernelSize, Bounds dilation, Bounds padding, Bounds stride) implements Windowing {
    Fold() {
        this(Bounds.none(), Bounds.none(), Bounds.of(1), Bounds.of(0), Bounds.of(1));
    }

    @Override
    public TensorType type(List<TensorType> y) {
        TensorType x = y.get(0);
        Require.real("columns", x);
        Require.rankAtLeast(2, "columns", x);
        long[] size = PerAxis.of("outputSize", outputSize, 2, 1);
        long[] counts = counts(size[0], size[1]);
        long[] kernel = PerAxis.of("kernelSize", kernelSize, 2, 1);
        Shape shape = x.shape();
        long area = kernel[0] * kernel[1];
        Require.that(
                shape.dim(-2) % area == 0 && shape.dim(-1) == counts[0] * counts[1],
                "expected " + counts[0] * counts[1] + " columns of a multiple of " + area + " elements, found " + x);
        int lead = shape.rank() - 2;
        return x.withShape(shape.slice(0, lead)
                .insert(lead, shape.dim(-2) / area)
                .insert(lead + 1, size[0])
                .insert(lead + 2, size[1]));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower(z.result().type().shape(), z.result().type().dtype(), out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return dz.apply(new Unfold(kernelSize, dilation, padding, stride));
    }
}
