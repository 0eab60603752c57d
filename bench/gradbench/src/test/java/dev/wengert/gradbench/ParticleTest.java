package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against forces and their derivatives by hand: the tangent of the path by w beside the path itself. */
final class ParticleTest {
    private static final double STEP = 0.1;

    @ParameterizedTest
    @ValueSource(strings = {"ff", "fr", "rf", "rr"})
    void everyPairOfModesFindsWhatThePlainMethodFinds(String modes) {
        double[] w = PlainDescent.argmin(a -> end(a[0])[0], a -> new double[] {end(a[0])[1]}, new double[] {0});
        assertAgrees(Asked.answer("particle", modes, Map.of("w", 0.0)), w[0]);
    }

    /** The square of where the particle comes to the axis, and its derivative by w. */
    static double[] end(double w) {
        double[] x = {0, 8};
        double[] tx = {0, 0};
        double[] v = {0.75, 0};
        double[] tv = {0, 0};
        while (true) {
            double[][] force = force(x, tx, w);
            for (int i = 0; i < 2; i++) {
                x[i] += STEP * v[i];
                tx[i] += STEP * tv[i];
            }
            if (x[1] <= 0) {
                double rest = -x[1] / v[1];
                double trest = (-tx[1] - rest * tv[1]) / v[1];
                double end = x[0] + rest * v[0];
                double tend = tx[0] + trest * v[0] + rest * tv[0];
                return new double[] {end * end, 2 * end * tend};
            }
            for (int i = 0; i < 2; i++) {
                v[i] += STEP * force[0][i];
                tv[i] += STEP * force[1][i];
            }
        }
    }

    /** {@code Σ (x − c)/|x − c|³} over the charges c, and its tangent; the second charge moves down with w. */
    private static double[][] force(double[] x, double[] tx, double w) {
        double[][] force = new double[2][2];
        for (double[] charge : new double[][] {{10, 0, 0}, {10, 10 - w, -1}}) {
            double[] r = {x[0] - charge[0], x[1] - charge[1]};
            double[] tr = {tx[0], tx[1] - charge[2]};
            double squared = r[0] * r[0] + r[1] * r[1];
            double cubed = Math.pow(squared, 1.5);
            for (int i = 0; i < 2; i++) {
                force[0][i] += r[i] / cubed;
                force[1][i] += tr[i] / cubed - 3 * r[i] * (r[0] * tr[0] + r[1] * tr[1]) / (cubed * squared);
            }
        }
        return force;
    }
}
