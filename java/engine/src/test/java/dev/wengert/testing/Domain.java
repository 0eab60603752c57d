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
            List<Integer> order = shuffled(count, random);
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

    /** Matrices of n rows, far from singular: in each row and each column one element is large. */
    static Domain invertible(int n) {
        return matrices(n, (i, j, large, random) -> random.nextDouble() - 0.5 + (j == large ? n : 0));
    }

    /** Matrices of n rows with a large diagonal. */
    static Domain dominant(int n) {
        return matrices(n, (i, j, large, random) -> random.nextDouble() - 0.5 + (i == j ? 0.5 * n + 1 : 0));
    }

    /** Symmetric matrices of n rows with a large diagonal. */
    static Domain positiveDefinite(int n) {
        return (count, random) -> {
            double[] x = dominant(n).draw(count, random);
            for (int at = 0; at < count; at++) {
                int i = at / n % n;
                int j = at % n;
                x[at] = j < i ? x[at + (j - i) * n + i - j] : x[at];
            }
            return x;
        };
    }

    /** Orders of n elements. */
    static Domain order(int n) {
        return (count, random) -> {
            double[] orders = new double[count];
            for (int at = 0; at < count; at += n) {
                List<Integer> order = shuffled(n, random);
                for (int i = 0; i < n; i++) {
                    orders[at + i] = order.get(i);
                }
            }
            return orders;
        };
    }

    /** An element of a matrix in whose row the column {@code large} stands out, another one in each row. */
    @FunctionalInterface
    interface Element {
        double at(int row, int column, int large, Random random);
    }

    private static Domain matrices(int n, Element element) {
        return (count, random) -> {
            double[] x = new double[count];
            List<Integer> large = List.of();
            for (int at = 0; at < count; at++) {
                large = at % (n * n) == 0 ? shuffled(n, random) : large;
                int i = at / n % n;
                x[at] = element.at(i, at % n, large.get(i), random);
            }
            return x;
        };
    }

    private static List<Integer> shuffled(int n, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        return order;
    }
}
