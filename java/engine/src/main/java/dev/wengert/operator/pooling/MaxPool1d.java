package dev.wengert.operator.pooling;

import dev.wengert.tensor.Bounds;

/**
 * The greatest elements of windows of signals, as PyTorch's {@code max_pool1d}: {@code (n,c,l) → (n,c,m)}, the batch's axis may be missing. Padding
 * is −∞. With {@code returnIndices} there is a second result, i64, for each element its place in the signal. Results: y, index. Convention: of equal elements
 * the first has all of the cotangent; NaN is greater than any number.
 *
 * @param kernelSize the length of a window
 * @param stride from window to window; as the window is large where it is left out
 * @param padding how far windows reach beyond both sides, at most half a window
 * @param dilation from element to element of a window
 * @param ceilMode whether a last window may begin within the padded signals and end outside
 * @param returnIndices whether there is the second result
 */
record MaxPool1d(
        Bounds kernelSize, Bounds stride, Bounds padding, Bounds dilation, boolean ceilMode, boolean returnIndices)
        implements SlidingMax {
    MaxPool1d() {
        this(Bounds.none(), Bounds.none(), Bounds.of(0), Bounds.of(1), false, false);
    }

    @Override
    public int dimensions() {
        return 1;
    }
}
