package dev.wengert.testing;

import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.function.IntToDoubleFunction;

/** Tensors that tests need not close. */
public final class Values {
    private Values() {}

    /** A tensor with the element {@code value(i)} at {@code i}. */
    public static Tensor of(TensorType type, IntToDoubleFunction value) {
        try (Tensor tensor = Tensor.zeros(type)) {
            for (int i = 0; i < type.size(); i++) {
                tensor.setDouble(i, value.applyAsDouble(i));
            }
            return Tensor.constant(tensor);
        }
    }

    /** A tensor with these elements. */
    public static Tensor of(TensorType type, double... values) {
        return of(type, i -> values[i]);
    }

    /** {@code Σ x·y}. */
    public static double dot(Tensor x, Tensor y) {
        double sum = 0;
        for (long i = 0; i < x.type().size(); i++) {
            sum += x.getDouble(i) * y.getDouble(i);
        }
        return sum;
    }
}
