package dev.wengert.gradbench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class AgreementTest {
    @Test
    void acceptsWhatDiffersInTheLastDigits() throws Exception {
        Agreement.assertAgrees(json("[1.0000000001, 2]"), 1, 2);
    }

    @Test
    void rejectsWhatDiffersByMore() {
        assertThatThrownBy(() -> Agreement.assertAgrees(json("[1.00000001, 2]"), 1, 2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("number 0");
    }

    @Test
    void rejectsZerosInPlaceOfAGradient() {
        assertThatThrownBy(() -> Agreement.assertAgrees(json("[0, 0]"), 1e-7, -1e-6))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void rejectsNaN() {
        assertThatThrownBy(() -> Agreement.assertAgrees(json("1"), Double.NaN)).isInstanceOf(AssertionError.class);
        JsonNode nan = Json.array().add(Double.NaN);
        assertThatThrownBy(() -> Agreement.assertAgrees(nan, 1)).isInstanceOf(AssertionError.class);
    }

    @Test
    void rejectsAnAnswerOfAnotherLength() {
        assertThatThrownBy(() -> Agreement.assertAgrees(json("[1]"), 1, 2)).isInstanceOf(AssertionError.class);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
