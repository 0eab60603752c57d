package dev.wengert.operator.pooling;

import dev.wengert.list.Register;
import dev.wengert.tensor.Bounds;
import java.util.List;

/**
 * The means of windows that share signals evenly, as PyTorch's {@code adaptive_avg_pool1d}: {@code (n,c,l) → (n,c,m)}, the batch's axis may be
 * missing. Window i of m along n elements is {@code [⌊i·n / m⌋, ⌈(i + 1)·n / m⌉)}.
 *
 * @param outputSize the length of the result
 */
record AdaptiveAvgPool1d(Bounds outputSize) implements Adaptive {
    @Override
    public int dimensions() {
        return 1;
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
