package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the definition before it is simplified: densities, determinants and a product over the points. */
final class GmmTest {
    private static final int D = 3;
    private static final int K = 2;
    private static final int N = 4;
    private static final int M = 2;
    private static final double GAMMA = 1.3;
    private static final int BELOW = D * (D - 1) / 2;

    private final Random random = new Random(7);
    private final double[][] x = Asked.matrix(random, N, D);
    /** alpha, mu, q and l, one behind the other. */
    private final double[] mixture = Asked.vector(random, K + K * D + K * D + K * BELOW);

    @Test
    void posteriorIsThatOfTheDefinition() {
        assertAgrees(Asked.answer("gmm", "objective", input()), posterior(mixture));
    }

    @Test
    void gradientIsThatOfTheDefinition() {
        double[] gradient = Differences.gradient(this::posterior, mixture);
        JsonNode answer = Asked.answer("gmm", "jacobian", input());
        assertAgrees(answer.get("alpha"), Arrays.copyOfRange(gradient, 0, K));
        assertAgrees(answer.get("mu"), Arrays.copyOfRange(gradient, K, K + K * D));
        assertAgrees(answer.get("q"), Arrays.copyOfRange(gradient, K + K * D, K + 2 * K * D));
        assertAgrees(answer.get("l"), Arrays.copyOfRange(gradient, K + 2 * K * D, gradient.length));
    }

    private Map<String, Object> input() {
        Map<String, Object> input = new HashMap<>(Map.of("d", D, "k", K, "n", N, "x", x, "m", M, "gamma", GAMMA));
        input.put("alpha", Arrays.copyOf(mixture, K));
        input.put("mu", rows(K, D));
        input.put("q", rows(K + K * D, D));
        input.put("l", rows(K + 2 * K * D, BELOW));
        return input;
    }

    private double[][] rows(int from, int columns) {
        double[][] rows = new double[K][];
        for (int k = 0; k < K; k++) {
            rows[k] = Arrays.copyOfRange(mixture, from + k * columns, from + (k + 1) * columns);
        }
        return rows;
    }

    private double posterior(double[] given) {
        double weights = 0;
        for (int k = 0; k < K; k++) {
            weights += Math.exp(given[k]);
        }
        double log = 0;
        for (double[] point : x) {
            double density = 0;
            for (int k = 0; k < K; k++) {
                density += Math.exp(given[k]) / weights * gaussian(point, given, k);
            }
            log += Math.log(density);
        }
        for (int k = 0; k < K; k++) {
            log += Math.log(wishart(given, k));
        }
        return log;
    }

    private static double gaussian(double[] point, double[] given, int k) {
        double[][] factor = factor(given, k);
        double squares = 0;
        for (int row = 0; row < D; row++) {
            double sum = 0;
            for (int column = 0; column < D; column++) {
                sum += factor[row][column] * (point[column] - given[K + k * D + column]);
            }
            squares += sum * sum;
        }
        return Math.exp(-squares / 2) * determinant(factor) / Math.pow(2 * Math.PI, D / 2.0);
    }

    /** The density at QᵀQ, with V = I/γ² and D + M + 1 degrees of freedom. */
    private static double wishart(double[] given, int k) {
        double[][] factor = factor(given, k);
        double squares = 0;
        for (double[] row : factor) {
            for (double element : row) {
                squares += element * element;
            }
        }
        double n = D + M + 1;
        double precision = Math.pow(determinant(factor), 2);
        return Math.pow(precision, (n - D - 1) / 2)
                * Math.exp(-GAMMA * GAMMA * squares / 2)
                / (Math.pow(2, n * D / 2) * Math.pow(GAMMA, -n * D) * multivariateGamma(n / 2));
    }

    /** {@code Γ₃(3) = π^(3/2) Γ(3) Γ(5/2) Γ(2)}. */
    private static double multivariateGamma(double a) {
        if (a != 3) {
            throw new IllegalArgumentException("only the value that the test needs is here");
        }
        return Math.pow(Math.PI, 1.5) * 2 * (0.75 * Math.sqrt(Math.PI)) * 1;
    }

    private static double determinant(double[][] factor) {
        double product = 1;
        for (int i = 0; i < D; i++) {
            product *= factor[i][i];
        }
        return product;
    }

    private static double[][] factor(double[] given, int k) {
        double[][] factor = new double[D][D];
        int next = K + 2 * K * D + k * BELOW;
        for (int column = 0; column < D; column++) {
            factor[column][column] = Math.exp(given[K + K * D + k * D + column]);
            for (int row = column + 1; row < D; row++) {
                factor[row][column] = given[next++];
            }
        }
        return factor;
    }
}
