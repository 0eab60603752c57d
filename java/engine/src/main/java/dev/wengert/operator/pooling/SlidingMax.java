package dev.wengert.operator.pooling;

import dev.wengert.list.Register;
import dev.wengert.tensor.Bounds;
import java.util.List;

/** The greatest elements of windows that slide. */
sealed interface SlidingMax extends SlidingPool permits MaxPool1d, MaxPool2d {
    /** From element to element of a window. */
    Bounds dilation();

    /** Whether the places are a second result. */
    boolean returnIndices();

    @Override
    default int results() {
        return returnIndices() ? 2 : 1;
    }

    @Override
    default List<Register> of(Register planes) {
        Bounds dilation = down("dilation", dilation(), 1, 1);
        WindowMax max = new WindowMax(kernel(), steps(), border(), dilation, size(planes, dilation));
        return planes.builder().apply(max, List.of(planes));
    }
}
