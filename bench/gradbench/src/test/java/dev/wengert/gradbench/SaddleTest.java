package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SaddleTest {
    @ParameterizedTest
    @ValueSource(strings = {"ff", "fr", "rf", "rr"})
    void everyPairOfModesFindsWhatThePlainMethodFinds(String modes) {
        double[] start = {1, 0.8};
        double[] x = PlainDescent.argmin(a -> squares(a) - squares(furthest(start)), a -> scaled(a, 2), start);
        double[] y = furthest(start);
        JsonNode answer = Asked.answer("saddle", modes, Map.of("start", start));
        assertAgrees(answer, x[0], x[1], y[0], y[1]);
    }

    /** Where {@code −|y|²} is greatest; what is added to it for x changes nothing. */
    private static double[] furthest(double[] start) {
        ToDoubleFunction<double[]> f = SaddleTest::squares;
        UnaryOperator<double[]> gradient = y -> scaled(y, 2);
        return PlainDescent.argmin(f, gradient, start);
    }

    private static double squares(double[] a) {
        return a[0] * a[0] + a[1] * a[1];
    }

    private static double[] scaled(double[] a, double factor) {
        return new double[] {a[0] * factor, a[1] * factor};
    }
}
