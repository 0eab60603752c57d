package dev.wengert.examples;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Conjugate gradients for {@link NewtonCg}: solves with a matrix that is known only by its products with vectors. */
final class ConjugateGradients {
    private ConjugateGradients() {}

    /**
     * The solution of {@code H·p = −g}, closer as g gets smaller; downhill also where H is not positive definite (Nocedal and
     * Wright, Numerical Optimization, algorithm 7.1).
     *
     * @param times {@code v → H·v}
     */
    static double[] solve(UnaryOperator<double[]> times, double[] g) {
        double[] p = new double[g.length];
        double[] r = g;
        double[] d = plus(p, -1, g);
        double enough = Math.min(0.01, norm(g)) * norm(g);
        for (int i = 0; norm(r) > enough; i++) {
            double[] hd = times.apply(d);
            if (dot(d, hd) <= 0) {
                return i == 0 ? d : p;
            }
            double length = dot(r, r) / dot(d, hd);
            p = plus(p, length, d);
            double[] next = plus(r, length, hd);
            double turn = dot(next, next) / dot(r, r);
            d = plus(plus(new double[g.length], turn, d), -1, next);
            r = next;
        }
        return p;
    }

    static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** {@code a + factor·b}. */
    static double[] plus(double[] a, double factor, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> a[i] + factor * b[i])
                .toArray();
    }
}
