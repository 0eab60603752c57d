package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LstmTest {
    private static final int LAYERS = 2;
    private static final int BITS = 3;
    private static final int MAIN = LAYERS * 2 * 4 * BITS;

    private final Random random = new Random(8);
    private final double[] weights = Asked.vector(random, MAIN + 3 * BITS);
    private final double[][] state = Asked.matrix(random, 2 * LAYERS, BITS);
    private final double[][] text = {{0, 1, 1}, {1, 0, 1}, {1, 1, 0}, {0, 0, 1}, {1, 1, 1}};

    @Test
    void lossIsThatOfTheDefinition() {
        assertAgrees(Asked.answer("lstm", "objective", input()), loss(weights));
    }

    @Test
    void gradientIsByMainParametersAndThenTheOthers() {
        assertAgrees(Asked.answer("lstm", "jacobian", input()), Differences.gradient(this::loss, weights));
    }

    private Map<String, Object> input() {
        return Map.of(
                "main_params",
                rows(0, 2 * LAYERS, 4 * BITS),
                "extra_params",
                rows(MAIN, 3, BITS),
                "state",
                state,
                "sequence",
                text);
    }

    private double[][] rows(int from, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (int i = 0; i < rows * columns; i++) {
            matrix[i / columns][i % columns] = weights[from + i];
        }
        return matrix;
    }

    private double loss(double[] w) {
        double[][] remembered = new double[2 * LAYERS][];
        for (int row = 0; row < remembered.length; row++) {
            remembered[row] = state[row].clone();
        }
        double total = 0;
        for (int t = 0; t + 1 < text.length; t++) {
            double[] predicted = predicted(w, remembered, text[t]);
            double sum = 2;
            for (double p : predicted) {
                sum += Math.exp(p);
            }
            for (int i = 0; i < BITS; i++) {
                total += text[t + 1][i] * (predicted[i] - Math.log(sum));
            }
        }
        return -total / ((text.length - 1) * BITS);
    }

    private static double[] predicted(double[] w, double[][] remembered, double[] x) {
        double[] value = new double[BITS];
        for (int i = 0; i < BITS; i++) {
            value[i] = x[i] * w[MAIN + i];
            for (int layer = 0; layer < LAYERS; layer++) {
                double hidden = remembered[2 * layer][i];
                double forget = sigmoid(gate(w, layer, 0, i, value[i]));
                double in = sigmoid(gate(w, layer, 1, i, hidden));
                double out = sigmoid(gate(w, layer, 2, i, value[i]));
                double change = Math.tanh(gate(w, layer, 3, i, hidden));
                double cell = remembered[2 * layer + 1][i] * forget + in * change;
                value[i] = out * Math.tanh(cell);
                remembered[2 * layer][i] = value[i];
                remembered[2 * layer + 1][i] = cell;
            }
            value[i] = value[i] * w[MAIN + BITS + i] + w[MAIN + 2 * BITS + i];
        }
        return value;
    }

    private static double gate(double[] w, int layer, int gate, int i, double x) {
        int weights = (2 * layer * 4 + gate) * BITS + i;
        int biases = ((2 * layer + 1) * 4 + gate) * BITS + i;
        return x * w[weights] + w[biases];
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
