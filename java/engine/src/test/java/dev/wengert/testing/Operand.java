package dev.wengert.testing;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.Random;

/**
 * What a sample is computed from.
 *
 * @param type the type; {@code f64} stands for whatever real type a test chooses
 * @param domain where the elements come from
 */
public record Operand(TensorType type, Domain domain) {
    static Operand of(DType dtype, Domain domain, long... dims) {
        return new Operand(TensorType.of(dtype, dims), domain);
    }

    TensorType type(DType real) {
        return type.dtype() == DType.F64 ? type.withDType(real) : type;
    }

    /** Elements of the domain, rounded to f32 so that both real types have the same. */
    Tensor draw(DType real, Random random) {
        double[] values = domain.draw(Math.toIntExact(type.size()), random);
        return Values.of(type(real), i -> (float) values[i]);
    }

    Shape shape() {
        return type.shape();
    }
}
