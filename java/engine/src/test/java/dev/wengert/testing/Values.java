package dev.wengert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.List;
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

    /** Tensors of one type as the rows of one. */
    public static Tensor stack(List<Tensor> rows) {
        TensorType type = rows.get(0).type();
        int size = Math.toIntExact(type.size());
        return of(
                type.withShape(type.shape().insert(0, rows.size())),
                i -> rows.get(i / size).getDouble(i % size));
    }

    /** That two tensors differ by no more than {@code tolerance} times 1 and the size of an element; NaN equals NaN. */
    public static void assertClose(Tensor found, Tensor expected, double tolerance, String what) {
        assertThat(found.type()).as(what).isEqualTo(expected.type());
        for (int i = 0; i < expected.type().size(); i++) {
            double x = found.getDouble(i);
            double y = expected.getDouble(i);
            if (Double.compare(x, y) != 0 && !(Math.abs(x - y) <= tolerance * (1 + Math.abs(y)))) {
                throw new AssertionError(what + ": element " + i + " of " + found.type() + " is " + x + ", expected "
                        + y + " within " + tolerance);
            }
        }
    }

    /** That two tensors have the same bits. */
    public static void assertSameBits(Tensor found, Tensor expected, String what) {
        assertThat(found.type()).as(what).isEqualTo(expected.type());
        long at = found.segment().mismatch(expected.segment());
        if (at >= 0) {
            long i = at / found.dtype().byteSize();
            throw new AssertionError(what + ": element " + i + " of " + found.type() + " is " + found.getDouble(i)
                    + ", expected " + expected.getDouble(i));
        }
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
