package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import org.junit.jupiter.api.Test;

final class HelloTest {
    @Test
    void squareAndItsDerivative() {
        assertAgrees(Asked.answer("hello", "square", 3.5), 12.25);
        assertAgrees(Asked.answer("hello", "double", 3.5), 7);
    }
}
