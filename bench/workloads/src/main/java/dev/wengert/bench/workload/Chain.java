package dev.wengert.bench.workload;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Ten elementwise operators, one after the other: {@code a = x·x, b = a + x, c = tanh b, d = c·x, e = sigmoid d, f = e − x, g =
 * exp f, h = g + 1, i = log h, z = i·x}.
 *
 * @param elements how many elements x has
 * @param gradient whether the gradient of {@code Σz} with respect to x is asked, or z alone
 */
public record Chain(int elements, boolean gradient) {
    /** All that are compared. */
    public static List<Chain> all() {
        return List.of(
                new Chain(10_000, false),
                new Chain(10_000, true),
                new Chain(10_000_000, false),
                new Chain(10_000_000, true));
    }

    /** The operand, the same in every process. */
    public float[] x() {
        var random = new SplittableRandom(Seed.VALUE);
        float[] x = new float[elements];
        for (int i = 0; i < elements; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
