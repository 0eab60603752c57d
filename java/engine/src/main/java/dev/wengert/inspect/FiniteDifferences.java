package dev.wengert.inspect;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Derivatives by differences of values, to compare with. They are never exact: the error of truncation falls with the step h
 * and that of rounding rises, so there is a best step, which depends on the function (Nocedal and Wright, Numerical
 * Optimization, §8.1).
 */
public enum FiniteDifferences {
    /** {@code (f(x + h) − f(x)) / h}: an error of order h, two values. */
    FORWARD(1.0 / 2) {
        @Override
        public double derivative(DoubleUnaryOperator f, double x, double h) {
            return (f.applyAsDouble(x + h) - f.applyAsDouble(x)) / h;
        }
    },
    /** {@code (f(x + h) − f(x − h)) / 2h}: an error of order h², two values. */
    CENTRAL(1.0 / 3) {
        @Override
        public double derivative(DoubleUnaryOperator f, double x, double h) {
            return difference(f, x, h) / (2 * h);
        }
    },
    /** Central differences over one, two and three steps together: an error of order h⁶, six values (Fornberg 1988). */
    SIXTH_ORDER(1.0 / 7) {
        @Override
        public double derivative(DoubleUnaryOperator f, double x, double h) {
            return (45 * difference(f, x, h) - 9 * difference(f, x, 2 * h) + difference(f, x, 3 * h)) / (60 * h);
        }
    };

    private final double step;

    FiniteDifferences(double power) {
        this.step = Math.pow(Math.ulp(1.0), power);
    }

    /** The derivative of {@code f} at {@code x} with a step h of yours. */
    public abstract double derivative(DoubleUnaryOperator f, double x, double h);

    /** The step for a point x of a function of ordinary scale: a power of the machine's epsilon, times {@code max(1, |x|)}. */
    public double step(double x) {
        return step * Math.max(1, Math.abs(x));
    }

    /** The derivative of {@code f} at {@code x} with the usual step. */
    public double derivative(DoubleUnaryOperator f, double x) {
        return derivative(f, x, step(x));
    }

    /** The gradient of {@code f} at {@code x}, one element at a time. The array that f is given is changed between calls. */
    public double[] gradient(ToDoubleFunction<double[]> f, double[] x) {
        double[] at = x.clone();
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int k = i;
            gradient[i] = derivative(
                    value -> {
                        at[k] = value;
                        return f.applyAsDouble(at);
                    },
                    x[i]);
            at[i] = x[i];
        }
        return gradient;
    }

    private static double difference(DoubleUnaryOperator f, double x, double h) {
        return f.applyAsDouble(x + h) - f.applyAsDouble(x - h);
    }
}
