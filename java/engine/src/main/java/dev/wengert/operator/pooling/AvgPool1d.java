package dev.wengert.operator.pooling;

import dev.wengert.tensor.Bounds;

/**
 * The means of windows of signals, as PyTorch's {@code avg_pool1d}: {@code (n,c,l) → (n,c,m)}, the batch's axis may be missing. Padding is 0.
 *
 * @param kernelSize the length of a window
 * @param stride from window to window; as the window is large where it is left out
 * @param padding how far windows reach beyond both sides, at most half a window
 * @param ceilMode whether a last window may begin within the padded signals and end outside
 * @param countIncludePad whether padding counts among the elements; what lies beyond it never does
 */
record AvgPool1d(Bounds kernelSize, Bounds stride, Bounds padding, boolean ceilMode, boolean countIncludePad)
        implements SlidingMean {
    AvgPool1d() {
        this(Bounds.none(), Bounds.none(), Bounds.of(0), false, true);
    }

    @Override
    public int dimensions() {
        return 1;
    }
}
