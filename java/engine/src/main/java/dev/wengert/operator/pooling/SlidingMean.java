package dev.wengert.operator.pooling;

import dev.wengert.list.Register;
import dev.wengert.tensor.Bounds;
import java.util.List;

/** The means of windows that slide. */
sealed interface SlidingMean extends SlidingPool permits AvgPool1d, AvgPool2d {
    /** Whether padding counts among the elements of a window. */
    boolean countIncludePad();

    /** What sums are divided by; 0 for the number of elements. */
    default long divisorOverride() {
        return 0;
    }

    @Override
    default int results() {
        return 1;
    }

    @Override
    default List<Register> of(Register planes) {
        Bounds size = size(planes, Bounds.of(1, 1));
        boolean counts = countIncludePad();
        return List.of(planes.apply(new WindowMean(kernel(), steps(), border(), counts, divisorOverride(), size)));
    }
}
