package dev.wengert.testing;

import org.jspecify.annotations.Nullable;

/** A recurrent layer in plain loops. */
final class NaiveSequence {
    /** What a unit computes. */
    enum Cell {
        TANH(1),
        RELU(1),
        LSTM(4),
        GRU(3);

        final int gates;

        Cell(int gates) {
            this.gates = gates;
        }
    }

    private final Cell cell;
    private final int steps;
    private final int batch;
    private final int units;
    private final boolean reverse;
    private final double @Nullable [] lengths;

    final double[] hs;
    final double[] cs;
    final double[] kept;

    NaiveSequence(Cell cell, int steps, int batch, int units, boolean reverse, double @Nullable [] lengths) {
        this.cell = cell;
        this.steps = steps;
        this.batch = batch;
        this.units = units;
        this.reverse = reverse;
        this.lengths = lengths;
        this.hs = new double[steps * batch * units];
        this.cs = new double[hs.length];
        this.kept = new double[4 * hs.length];
    }

    /** The states behind the last step. */
    double[] last(double[] states, double[] first) {
        double[] last = first.clone();
        if (steps > 0) {
            System.arraycopy(states, reverse ? 0 : (steps - 1) * batch * units, last, 0, last.length);
        }
        return last;
    }

    /** Fills {@link #hs}, {@link #cs} and {@link #kept}; {@code bh} counts for a GRU alone. */
    void run(double[] gx, double[] w, double[] bx, double @Nullable [] bh, double[] h0, double[] c0) {
        for (int step = 0; step < steps; step++) {
            int t = reverse ? steps - 1 - step : step;
            int before = (reverse ? t + 1 : t - 1) * batch * units;
            for (int row = 0; row < batch; row++) {
                double[] h = new double[units];
                double[] c = new double[units];
                System.arraycopy(step == 0 ? h0 : hs, (step == 0 ? 0 : before) + row * units, h, 0, units);
                System.arraycopy(step == 0 ? c0 : cs, (step == 0 ? 0 : before) + row * units, c, 0, units);
                int at = t * batch + row;
                for (int j = 0; j < units; j++) {
                    if (lengths != null && t >= lengths[row]) {
                        hs[at * units + j] = h[j];
                        cs[at * units + j] = c[j];
                    } else {
                        unit(at, j, gates(gx, bx, at, j), products(w, cell == Cell.GRU ? bh : null, h, j), h, c);
                    }
                }
            }
        }
    }

    private double[] gates(double[] gx, double[] bx, int at, int j) {
        double[] x = new double[4];
        for (int k = 0; k < cell.gates; k++) {
            x[k] = gx[(at * cell.gates + k) * units + j] + bx[k * units + j];
        }
        return x;
    }

    private double[] products(double[] w, double @Nullable [] bh, double[] h, int j) {
        double[] m = new double[4];
        for (int k = 0; k < cell.gates; k++) {
            m[k] = bh == null ? 0 : bh[k * units + j];
            for (int p = 0; p < units; p++) {
                m[k] += w[(k * units + j) * units + p] * h[p];
            }
        }
        return m;
    }

    private void unit(int at, int j, double[] x, double[] m, double[] h, double[] c) {
        int state = at * units + j;
        double[] keep = new double[4];
        switch (cell) {
            case TANH -> hs[state] = Math.tanh(x[0] + m[0]);
            case RELU -> hs[state] = Math.max(x[0] + m[0], 0);
            case LSTM -> {
                keep = new double[] {
                    sigmoid(x[0] + m[0]), sigmoid(x[1] + m[1]), Math.tanh(x[2] + m[2]), sigmoid(x[3] + m[3])
                };
                cs[state] = keep[1] * c[j] + keep[0] * keep[2];
                hs[state] = keep[3] * Math.tanh(cs[state]);
            }
            case GRU -> {
                double r = sigmoid(x[0] + m[0]);
                keep = new double[] {r, sigmoid(x[1] + m[1]), m[2], Math.tanh(x[2] + r * m[2])};
                hs[state] = (1 - keep[1]) * keep[3] + keep[1] * h[j];
            }
        }
        for (int k = 0; k < 4; k++) {
            kept[(4 * at + k) * units + j] = keep[k];
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
