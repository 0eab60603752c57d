package dev.wengert.gradbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * Whether numbers are those expected, to 1e-9 of each, or of a thousandth of the greatest where one is smaller. Unlike the
 * benchmark's own comparison it takes neither NaN nor zeros for an answer.
 */
final class Agreement {
    private static final double TOLERANCE = 1e-9;

    private Agreement() {}

    static void assertAgrees(JsonNode answer, double... expected) {
        double greatest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertThat(greatest).as("greatest of the numbers expected").isPositive().isFinite();
        double[] found = Json.tensor(answer).toDoubles();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs(found[i] - expected[i]);
            double allowed = TOLERANCE * Math.max(Math.abs(expected[i]), 1e-3 * greatest);
            if (!(error <= allowed)) { // so that NaN fails
                throw new AssertionError("number " + i + ": expected " + expected[i] + ", found " + found[i]);
            }
        }
    }
}
