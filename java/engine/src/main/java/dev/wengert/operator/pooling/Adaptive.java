package dev.wengert.operator.pooling;

import dev.wengert.list.Register;
import dev.wengert.tensor.Bounds;
import java.util.List;

/** Pooling to a size: window i of m along n elements is {@code [⌊i·n / m⌋, ⌈(i + 1)·n / m⌉)}. */
sealed interface Adaptive extends Pooling
        permits AdaptiveAvgPool1d, AdaptiveAvgPool2d, AdaptiveMaxPool1d, AdaptiveMaxPool2d {
    /** The size of the result. */
    Bounds outputSize();

    /** The means to that size. */
    default List<Register> means(Register planes) {
        return List.of(planes.apply(new WindowMean(
                Bounds.none(), Bounds.of(1), Bounds.of(0), false, 0, down("outputSize", outputSize(), 1, 1))));
    }

    /** The greatest elements to that size. */
    default List<Register> greatest(Register planes) {
        WindowMax max = new WindowMax(
                Bounds.none(), Bounds.of(1), Bounds.of(0), Bounds.of(1), down("outputSize", outputSize(), 1, 1));
        return planes.builder().apply(max, List.of(planes));
    }
}
