package dev.wengert.operator.pooling;

import dev.wengert.list.Register;
import dev.wengert.tensor.Bounds;
import java.util.List;

/**
 * The means of windows that share images evenly, as PyTorch's {@code adaptive_avg_pool2d}: {@code (n,c,h,w) → (n,c,oh,ow)}, the batch's axis may be
 * missing. Window i of m along n elements is {@code [⌊i·n / m⌋, ⌈(i + 1)·n / m⌉)}.
 *
 * @param outputSize the height and width of the result, or one number for both
 */
record AdaptiveAvgPool2d(Bounds outputSize) implements Adaptive {
    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public int results() {
        return 1;
    }

    @Override
    public List<Register> of(Register planes) {
        return means(planes);
    }
}
