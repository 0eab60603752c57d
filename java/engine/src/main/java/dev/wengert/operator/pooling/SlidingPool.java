package dev.wengert.operator.pooling;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;

/** Pooling with windows of one size that slide. */
sealed interface SlidingPool extends Pooling permits SlidingMax, SlidingMean {
    /** The height and width of a window. */
    Bounds kernelSize();

    /** From window to window; the size of a window where it is left out. */
    Bounds stride();

    /** How far windows reach beyond both sides, at most half a window. */
    Bounds padding();

    /** Whether a last window may begin within the padded images and end outside. */
    boolean ceilMode();

    /** The size of a window in two dimensions. */
    default Bounds kernel() {
        return down("kernelSize", kernelSize(), 1, 1);
    }

    /** From window to window in two dimensions. */
    default Bounds steps() {
        return stride().count() == 0 ? kernel() : down("stride", stride(), 1, 1);
    }

    /** The padding in two dimensions. */
    default Bounds border() {
        return down("padding", padding(), 0, 0);
    }

    /** The height and width of the result. */
    default Bounds size(Register planes, Bounds dilation) {
        long[] size = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            long kernel = kernel().get(axis);
            long stride = steps().get(axis);
            long padding = border().get(axis);
            long length = planes.type().shape().dim(axis - 2);
            Require.that(
                    2 * padding <= kernel,
                    "expected padding of at most half of kernelSize, found " + padding() + " and " + kernelSize());
            long window = dilation.get(axis) * (kernel - 1) + 1;
            long room = length + 2 * padding - window + (ceilMode() ? stride - 1 : 0);
            size[axis] = Math.floorDiv(room, stride) + 1;
            if (ceilMode() && (size[axis] - 1) * stride >= length + padding) {
                size[axis]--;
            }
            Require.that(
                    size[axis] > 0,
                    "expected a window that fits into the padded operand, found one of " + window + " elements in "
                            + (length + 2 * padding) + " along axis " + (axis - 2));
        }
        return Bounds.of(size);
    }
}
