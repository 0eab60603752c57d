package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.array;
import static dev.wengert.testing.ReferenceTable.each;
import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.DType;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Random numbers: Philox one block at a time, and distributions by their definitions. */
final class RandomReferenceTable {
    private RandomReferenceTable() {}

    static void addAll() {
        each("random_uniform",          (call, i) -> call.number("low") + (call.number("high") - call.number("low")) * uniform(call, i));
        each("random_normal",           (call, i) -> call.number("mean") + call.number("deviation") * normal(call, i));
        each("random_truncated_normal", RandomReferenceTable::truncated);
        each("random_bernoulli",        (call, i) -> uniform(call, i) < call.number("p") ? 1 : 0);
        each("random_categorical",      RandomReferenceTable::category);
        row("random_permutation",       call -> new double[][] {permutation(call)});
    }

    private static double uniform(Call call, int i) {
        return uniform(call, i, call.z().get(0).dtype() != DType.F64);
    }

    /** Uniform number {@code i}: 24 bits of one word in f32, 53 bits of two in f64. */
    private static double uniform(Call call, int i, boolean single) {
        int perBlock = single ? 4 : 2;
        int[] block = {i / perBlock, 0, call.integer("stream"), (int) call.at(0, 0)};
        philox(block, call.integer("seed"), 0);
        if (single) {
            return (block[i % 4] >>> 8) * 0x1p-24;
        }
        long bits = (block[i % 2 * 2] & 0xffffffffL) | (long) block[i % 2 * 2 + 1] << 32;
        return (bits >>> 11) * 0x1p-53;
    }

    private static double normal(Call call, int i) {
        int even = i / 2 * 2;
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(call, even)));
        double angle = 2 * Math.PI * uniform(call, even + 1);
        return radius * (i == even ? Math.cos(angle) : Math.sin(angle));
    }

    /** By bisection of the distribution function; the samples do not go so far that it would cancel. */
    private static double truncated(Call call, int i) {
        double low = standard(call, "low");
        double high = standard(call, "high");
        // from the upper end for a tail above the mean
        boolean upper = low > 0;
        double below = distribution(upper ? -high : low);
        double above = distribution(upper ? -low : high);
        double u = upper ? 1 - uniform(call, i) : uniform(call, i);
        double wanted = below + u * (above - below);
        double from = -40;
        double to = 40;
        for (int step = 0; step < 100; step++) {
            double middle = (from + to) / 2;
            if (distribution(middle) < wanted) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return call.number("mean") + call.number("deviation") * (upper ? -from : from);
    }

    private static double standard(Call call, String bound) {
        return (call.number(bound) - call.number("mean")) / call.number("deviation");
    }

    /** {@code Φ(x)}; far below 0 by Laplace's continued fraction. */
    private static double distribution(double x) {
        if (x > -3) {
            return 0.5 + 0.5 * SpecialFunctions.erf(x / Math.sqrt(2));
        }
        double fraction = -x;
        for (int i = 200; i > 0; i--) {
            fraction = -x + i / fraction;
        }
        return x < -40 ? 0 : Math.exp(-0.5 * x * x) / (Math.sqrt(2 * Math.PI) * fraction);
    }

    private static double category(Call call, int i) {
        double[] logits = call.row(1, i);
        double total = 0;
        for (double logit : logits) {
            total += Math.exp(logit);
        }
        double left = uniform(call, i, call.y().get(1).dtype() == DType.F32) * total;
        for (int j = 0; j < logits.length; j++) {
            left -= Math.exp(logits[j]);
            if (left < 0) {
                return j;
            }
        }
        throw new AssertionError("the probabilities do not add up");
    }

    private static double[] permutation(Call call) {
        double[] keys = array(call.size(), i -> uniform(call, i, false));
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> keys[i]))
                .mapToDouble(i -> i)
                .toArray();
    }

    /** Ten rounds of Philox4x32 over a block. */
    static void philox(int[] block, int low, int high) {
        for (int round = 0; round < 10; round++) {
            long p = 0xd2511f53L * Integer.toUnsignedLong(block[0]);
            long q = 0xcd9e8d57L * Integer.toUnsignedLong(block[2]);
            block[0] = (int) (q >>> 32) ^ block[1] ^ (low + round * 0x9e3779b9);
            block[2] = (int) (p >>> 32) ^ block[3] ^ (high + round * 0xbb67ae85);
            block[1] = (int) q;
            block[3] = (int) p;
        }
    }
}
