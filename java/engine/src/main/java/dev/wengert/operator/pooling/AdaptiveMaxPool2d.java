package dev.wengert.operator.pooling;

import dev.wengert.list.Register;
import dev.wengert.tensor.Bounds;
import java.util.List;

/**
 * The greatest elements of windows that share images evenly, as PyTorch's {@code adaptive_max_pool2d}: {@code (n,c,h,w) → (n,c,oh,ow)}, the batch's axis
 * may be missing. Window i of m along n elements is {@code [⌊i·n / m⌋, ⌈(i + 1)·n / m⌉)}. With {@code returnIndices} there is
 * a second result, i64, for each element its place in the plane, row · w + column. Results: y, index. Convention: of equal elements the first has all of the cotangent; NaN is
 * greater than any number.
 *
 * @param outputSize the height and width of the result, or one number for both
 * @param returnIndices whether there is the second result
 */
record AdaptiveMaxPool2d(Bounds outputSize, boolean returnIndices) implements Adaptive {
    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public int results() {
        return returnIndices ? 2 : 1;
    }

    @Override
    public List<Register> of(Register planes) {
        return greatest(planes);
    }
}
