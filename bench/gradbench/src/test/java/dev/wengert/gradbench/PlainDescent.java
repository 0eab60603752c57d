package dev.wengert.gradbench;

import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** The benchmark's naive gradient descent in plain Java: a rate that doubles after ten steps and halves where a step is none down. */
final class PlainDescent {
    private static final double CLOSE = 1e-5;

    private PlainDescent() {}

    static double[] argmin(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, double[] start) {
        double[] x = start.clone();
        double[] g = gradient.apply(x);
        double value = f.applyAsDouble(x);
        double rate = CLOSE;
        int steps = 0;
        while (norm(g) > CLOSE) {
            if (steps == 10) {
                rate *= 2;
                steps = 0;
                continue;
            }
            double[] next = x.clone();
            double[] step = g.clone();
            for (int i = 0; i < x.length; i++) {
                step[i] *= rate;
                next[i] -= step[i];
            }
            if (norm(step) <= CLOSE) {
                break;
            }
            double there = f.applyAsDouble(next);
            if (there < value) {
                x = next;
                value = there;
                g = gradient.apply(x);
                steps++;
            } else {
                rate /= 2;
                steps = 0;
            }
        }
        return x;
    }

    private static double norm(double[] v) {
        double sum = 0;
        for (double element : v) {
            sum += element * element;
        }
        return Math.sqrt(sum);
    }
}
