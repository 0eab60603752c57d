package dev.wengert.operator.convolution;

import dev.wengert.tensor.Bounds;

/**
 * The convolution (cross-correlation) of signals with kernels, as PyTorch's {@code conv1d}: {@code y[n,o,u] = b[o] + Σ w[o,c,i] ·
 * x[n,c,u·s + i·d − p]} over the channels c of o's group and the kernel's i; {@code (n,groups·c,l), (groups·o,c,k)[, (groups·o)]
 * → (n,groups·o,m)} with {@code m = ⌊(l + 2p − d·(k − 1) − 1) / s⌋ + 1}. The batch's axis may be missing. Operands: x, w, b.
 *
 * @param stride from window to window
 * @param padding zeros on both sides of x
 * @param dilation from element to element of a window
 * @param groups into how many groups the channels are cut
 * @param same whether as many zeros are put around x as make y as long as x; then padding is 0 and stride 1. Where their
 *     number is odd, the one over is at the end
 */
record Conv1d(Bounds stride, Bounds padding, Bounds dilation, long groups, boolean same) implements Correlation {
    Conv1d() {
        this(Bounds.of(1), Bounds.of(0), Bounds.of(1), 1, false);
    }

    @Override
    public int dimensions() {
        return 1;
    }
}
