package dev.wengert.operator.convolution;

import dev.wengert.tensor.Bounds;

/**
 * The convolution (cross-correlation) of images with kernels, as PyTorch's {@code conv2d}: {@code y[n,o,u,v] = b[o] + Σ
 * w[o,c,i,j] · x[n,c,u·sh + i·dh − ph,v·sw + j·dw − pw]} over the channels c of o's group and the kernel's i and j; {@code
 * (n,groups·c,h,w), (groups·o,c,kh,kw)[, (groups·o)] → (n,groups·o,oh,ow)} with {@code oh = ⌊(h + 2ph − dh·(kh − 1) − 1) / sh⌋ +
 * 1}. The batch's axis may be missing. With as many groups as channels each channel has kernels of its own (depthwise). Operands: x, w, b.
 *
 * @param stride from window to window, for each direction or one number for both
 * @param padding zeros on both sides of x
 * @param dilation from element to element of a window
 * @param groups into how many groups the channels are cut
 * @param same whether as many zeros are put around x as make y as large as x; then padding is 0 and stride 1. Where their
 *     number is odd, the one over is at the end
 */
record Conv2d(Bounds stride, Bounds padding, Bounds dilation, long groups, boolean same) implements Correlation {
    Conv2d() {
        this(Bounds.of(1), Bounds.of(0), Bounds.of(1), 1, false);
    }

    @Override
    public int dimensions() {
        return 2;
    }
}
