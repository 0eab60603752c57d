package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LlsqTest {
    private static final int POINTS = 11; // the middle one is 0, where the sign is 0
    private final double[] x = Asked.vector(new Random(1), 5);

    @Test
    void squaresAreThoseOfTheDefinition() {
        assertAgrees(Asked.answer("llsq", "primal", Map.of("x", x, "n", POINTS)), objective(x));
    }

    @Test
    void gradientIsThatOfTheDefinition() {
        double[] dx = new double[x.length];
        for (int i = 0; i < POINTS; i++) {
            for (int j = 0; j < x.length; j++) {
                dx[j] -= residual(x, t(i)) * Math.pow(t(i), j);
            }
        }
        assertAgrees(Asked.answer("llsq", "gradient", Map.of("x", x, "n", POINTS)), dx);
    }

    private static double objective(double[] x) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += residual(x, t(i)) * residual(x, t(i));
        }
        return sum / 2;
    }

    private static double residual(double[] x, double t) {
        double residual = Math.signum(t);
        for (int j = 0; j < x.length; j++) {
            residual -= x[j] * Math.pow(t, j);
        }
        return residual;
    }

    private static double t(int i) {
        return -1 + i * 2.0 / (POINTS - 1);
    }
}
