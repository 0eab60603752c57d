package dev.wengert.operator.pooling;

import dev.wengert.tensor.Bounds;

/**
 * The means of windows of images, as PyTorch's {@code avg_pool2d}: {@code (n,c,h,w) → (n,c,oh,ow)}, the batch's axis may be missing. Padding is 0.
 *
 * @param kernelSize the height and width of a window, or one number for both
 * @param stride from window to window; as the window is large where it is left out
 * @param padding how far windows reach beyond both sides, at most half a window
 * @param ceilMode whether a last window may begin within the padded images and end outside
 * @param countIncludePad whether padding counts among the elements; what lies beyond it never does
 * @param divisorOverride what sums are divided by instead of the number of elements; 0 for that
 */
record AvgPool2d(
        Bounds kernelSize,
        Bounds stride,
        Bounds padding,
        boolean ceilMode,
        boolean countIncludePad,
        long divisorOverride)
        implements SlidingMean {
    AvgPool2d() {
        this(Bounds.none(), Bounds.none(), Bounds.of(0), false, true, 0);
    }

    @Override
    public int dimensions() {
        return 2;
    }
}
