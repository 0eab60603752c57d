package dev.wengert.nesting;

import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Values;
import java.util.List;

/** Tensors put side by side, without the operators that do so. */
final class Slices {
    private Slices() {}

    /** Tensors of one type, or none of that type, along a new axis. */
    static Tensor stack(TensorType type, List<Tensor> slices, int axis) {
        Shape shape = type.shape();
        int inner = Math.toIntExact(shape.slice(axis, shape.rank()).size());
        int count = slices.size();
        return Values.of(
                type.withShape(shape.insert(axis, count)),
                i -> slices.get(i / inner % count).getDouble(i / (inner * count) * inner + i % inner));
    }
}
