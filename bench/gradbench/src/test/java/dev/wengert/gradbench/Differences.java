package dev.wengert.gradbench;

import java.util.function.ToDoubleFunction;

/**
 * Derivatives of plain Java functions by central differences of the eighth order (Fornberg 1988, table 1): for smooth functions
 * of numbers around 1 they are right to about twelve digits, and know nothing of any rule.
 */
final class Differences {
    private static final double[] WEIGHTS = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};
    private static final double STEP = 0.01;

    private Differences() {}

    /** A function of many numbers with many results. */
    @FunctionalInterface
    interface Vector {
        double[] at(double[] x);
    }

    static double[] gradient(ToDoubleFunction<double[]> f, double[] x) {
        double[][] rows = jacobian(a -> new double[] {f.applyAsDouble(a)}, x);
        return rows[0];
    }

    /** The Jacobian: a row for each result. */
    static double[][] jacobian(Vector f, double[] x) {
        double[][] rows = new double[f.at(x).length][x.length];
        for (int column = 0; column < x.length; column++) {
            for (int k = 1; k <= WEIGHTS.length; k++) {
                double[] above = f.at(moved(x, column, k * STEP));
                double[] below = f.at(moved(x, column, -k * STEP));
                for (int row = 0; row < rows.length; row++) {
                    rows[row][column] += WEIGHTS[k - 1] * (above[row] - below[row]) / STEP;
                }
            }
        }
        return rows;
    }

    private static double[] moved(double[] x, int column, double by) {
        double[] moved = x.clone();
        moved[column] += by;
        return moved;
    }
}
