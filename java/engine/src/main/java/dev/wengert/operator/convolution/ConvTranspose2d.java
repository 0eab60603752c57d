package dev.wengert.operator.convolution;

import dev.wengert.tensor.Bounds;

/**
 * The adjoint of {@link Conv2d} for its images, as PyTorch's {@code conv_transpose2d}: each element of x adds its multiple of the
 * kernel to a window of y; {@code (n,groups·c,h,w), (groups·c,o,kh,kw)[, (groups·o)] → (n,groups·o,oh,ow)} with {@code oh = (h −
 * 1)·sh − 2ph + dh·(kh − 1) + 1} and the output padding. The batch's axis may be missing. Operands: x, w, b.
 *
 * @param stride from window to window of y, for each direction or one number for both
 * @param padding how much is cut from both sides of y
 * @param outputPadding how much y is longer at its end; less than the stride or the dilation
 * @param dilation from element to element of a window
 * @param groups into how many groups the channels are cut
 */
record ConvTranspose2d(Bounds stride, Bounds padding, Bounds outputPadding, Bounds dilation, long groups)
        implements Transposed {
    ConvTranspose2d() {
        this(Bounds.of(1), Bounds.of(0), Bounds.of(0), Bounds.of(1), 1);
    }

    @Override
    public int dimensions() {
        return 2;
    }
}
