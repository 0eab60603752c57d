package dev.wengert.nn;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.nn.random.Philox;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;

/**
 * A fully connected layer: {@code (rows, inputs)·(inputs, units) + (units) → (rows, units)}.
 *
 * <p>Weights are stored {@code (inputs, units)}, so that the forward product transposes nothing.
 */
final class Dense implements Vocabulary {

    /** What {@link Philox} numbers are drawn for; 1 to 3 are the data's. */
    private static final int WEIGHTS = 4;

    private Dense() {}

    /**
     * Declares {@code w} and {@code b} with the layer's number and writes {@code x·w + b}.
     *
     * @param gain the weights' variance times the number of inputs; with 0 they are zeros
     */
    static Register write(Register x, int layer, int units, double gain, long seed) {
        ListBuilder list = x.builder();
        DType dtype = x.type().dtype();
        long inputs = x.type().shape().dim(1);
        Register b;
        Register w;
        try (Tensor weights = Tensor.zeros(dtype, inputs, units)) {
            if (gain > 0) {
                drawNormal(weights, Math.sqrt(gain / inputs), seed, layer);
            }
            w = list.parameter("w" + layer, weights);
        }
        try (Tensor zeros = Tensor.zeros(dtype, units)) {
            b = list.parameter("b" + layer, zeros);
        }
        return x.matmul(w).add(b);
    }

    /** The same numbers for f32 and f64 but for rounding, on every machine. */
    private static void drawNormal(Tensor weights, double deviation, long seed, int layer) {
        Philox random = new Philox(seed, WEIGHTS, layer);
        long size = weights.type().size();
        for (long i = 0; i < size; i++) {
            weights.setDouble(i, deviation * random.nextNormal());
        }
    }

    static void requireSizes(int... sizes) {
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("layers have at least 1 unit, found " + size);
            }
        }
    }
}
