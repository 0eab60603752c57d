package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OdeTest {
    private final double[] x = Asked.vector(new Random(3), 4);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void solutionIsThatOfThePlainMethod(int steps) {
        assertAgrees(Asked.answer("ode", "primal", Map.of("x", x, "s", steps)), solution(x, steps));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void gradientIsOfTheLastElement(int steps) {
        double[] dx = Differences.gradient(a -> solution(a, steps)[x.length - 1], x);
        assertAgrees(Asked.answer("ode", "gradient", Map.of("x", x, "s", steps)), dx);
    }

    /** With few elements the method is exact: the last is the product of {@code x} times {@code 2ⁿ/n!}. */
    @Test
    void solutionIsThatOfTheEquation() {
        double last = x[0] * x[1] * x[2] * x[3] * 16 / 24;
        assertAgrees(Asked.answer("ode", "primal", Map.of("x", x, "s", 7)).get(3), last);
    }

    private static double[] solution(double[] x, int steps) {
        double h = 2.0 / steps;
        double[] y = new double[x.length];
        for (int step = 0; step < steps; step++) {
            double[] k1 = slope(x, y);
            double[] k2 = slope(x, moved(y, h / 2, k1));
            double[] k3 = slope(x, moved(y, h / 2, k2));
            double[] k4 = slope(x, moved(y, h, k3));
            for (int i = 0; i < y.length; i++) {
                y[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
            }
        }
        return y;
    }

    private static double[] slope(double[] x, double[] y) {
        double[] slope = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            slope[i] = i == 0 ? x[0] : x[i] * y[i - 1];
        }
        return slope;
    }

    private static double[] moved(double[] y, double h, double[] k) {
        double[] moved = y.clone();
        for (int i = 0; i < y.length; i++) {
            moved[i] += h * k[i];
        }
        return moved;
    }
}
