package dev.wengert.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Where the elements of a sample's operand come from: far enough from kinks and poles for finite differences. */
@FunctionalInterface
public interface Domain {
    /** That many elements. */
    double[] draw(int count, Random random);

    /** Evenly from (low, high). */
    static Domain between(double low, double high) {
        return (count, random) ->
                random.doubles(count).map(u -> low + (high - low) * u).toArray();
    }

    /** Of both signs, at least 0.3 from 0. */
    static Domain awayFromZero() {
        return (count, random) -> random.doubles(count)
                .map(u -> u < 0.5 ? -0.3 - 3 * u : 0.3 + 3 * (u - 0.5))
                .toArray();
    }

    /** No two nearer than 0.07: for operators that choose. */
    static Domain apart() {
        return (count, random) -> {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                order.add(i);
            }
            Collections.shuffle(order, random);
            return order.stream().mapToDouble(i -> 0.07 * (i - count / 2.0)).toArray();
        };
    }

    /** Whole numbers from 0, below a bound. */
    static Domain below(int bound) {
        return (count, random) -> random.ints(count, 0, bound).asDoubleStream().toArray();
    }

    /** One number. */
    static Domain only(double value) {
        return (count, random) -> random.doubles(count).map(u -> value).toArray();
    }
}
