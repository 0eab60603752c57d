package dev.wengert.testing;

import dev.wengert.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run leaves behind.
 *
 * @param byName copies of outputs, then of parameters
 */
public record Results(Map<String, Tensor> byName) {
    /** The value of that name, which must be there. */
    public Tensor get(String name) {
        return Objects.requireNonNull(byName.get(name), () -> "no " + name + " among " + byName.keySet());
    }

    /** All of them, in order. */
    public List<Tensor> all() {
        return List.copyOf(byName.values());
    }

    /** The elements of the value of that name. */
    public double[] array(String name) {
        return get(name).toDoubles();
    }
}
