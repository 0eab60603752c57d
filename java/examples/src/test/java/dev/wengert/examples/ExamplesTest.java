package dev.wengert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExamplesTest {
    @Test
    void theFirstListGivesValueAndGradient() {
        double x1 = 3;
        double x2 = 2;
        assertThat(FirstList.evaluate(x1, x2)).containsExactly(64.0, 8 * x1 + 4 * x2, 4 * x1 + 2 * x2);
    }

    @Test
    void theFirstListPrintsItsAdjoint() {
        assertThat(FirstList.gradient().toString()).contains("adjoint:", "dz2", "output dx1", "output dx2");
    }

    @Test
    void gradientDescentLowersTheLossOfLogisticRegression() {
        assertThat(LogisticRegression.train(1)).isBetween(0.2, 0.4);
        assertThat(LogisticRegression.train(100)).isLessThan(0.01);
    }
}
