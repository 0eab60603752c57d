package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LseTest {
    private final double[] x = Asked.vector(new Random(2), 7);

    @Test
    void valueIsThatOfTheDefinition() {
        assertAgrees(Asked.answer("lse", "primal", Map.of("x", x)), lse(x));
    }

    @Test
    void gradientIsTheSoftmax() {
        double[] dx = Arrays.stream(x).map(a -> Math.exp(a - lse(x))).toArray();
        assertAgrees(Asked.answer("lse", "gradient", Map.of("x", x)), dx);
    }

    @Test
    void largeNumbersDoNotOverflow() {
        assertAgrees(Asked.answer("lse", "primal", Map.of("x", new double[] {1000, 1000})), 1000 + Math.log(2));
    }

    private static double lse(double[] x) {
        return Math.log(Arrays.stream(x).map(Math::exp).sum());
    }
}
