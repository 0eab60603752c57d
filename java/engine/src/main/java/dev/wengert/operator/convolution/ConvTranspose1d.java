package dev.wengert.operator.convolution;

import dev.wengert.tensor.Bounds;

/**
 * The adjoint of {@link Conv1d} for its signals, as PyTorch's {@code conv_transpose1d}: each element of x adds its multiple of
 * the kernel to a window of y; {@code (n,groups·c,l), (groups·c,o,k)[, (groups·o)] → (n,groups·o,m)} with {@code m = (l − 1)·s −
 * 2p + d·(k − 1) + 1} and the output padding. The batch's axis may be missing. Operands: x, w, b.
 *
 * @param stride from window to window of y
 * @param padding how much is cut from both sides of y
 * @param outputPadding how much y is longer at its end; less than the stride or the dilation
 * @param dilation from element to element of a window
 * @param groups into how many groups the channels are cut
 */
record ConvTranspose1d(Bounds stride, Bounds padding, Bounds outputPadding, Bounds dilation, long groups)
        implements Transposed {
    ConvTranspose1d() {
        this(Bounds.of(1), Bounds.of(0), Bounds.of(0), Bounds.of(1), 1);
    }

    @Override
    public int dimensions() {
        return 1;
    }
}
