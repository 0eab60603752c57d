package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleAdjustmentTest {
    private static final int CAMERAS = 2;
    private static final int POINTS = 3;
    private static final int OBSERVATIONS = 12;
    private static final double[] FEATURE = {0.3, -0.2};

    @ParameterizedTest
    @ValueSource(doubles = {1, 0})
    void errorsAreThoseOfTheDefinition(double turned) {
        double[] parameters = parameters(turned);
        JsonNode answer = Asked.answer("ba", "objective", input(parameters));
        assertAgrees(answer.get("reproj_error").get("elements"), errors(parameters));
        assertAgrees(answer.get("w_err").get("element"), 1 - parameters[14] * parameters[14]);
        assertThat(answer.get("reproj_error").get("repeated").asInt()).isEqualTo(OBSERVATIONS);
        assertThat(answer.get("w_err").get("repeated").asInt()).isEqualTo(OBSERVATIONS);
    }

    @Test
    void derivativesAreThoseOfTheDefinition() {
        double[] parameters = parameters(1);
        assertDerivatives(parameters, Differences.jacobian(BundleAdjustmentTest::errors, parameters));
    }

    /** Without a rotation a point moves by the cross product, to first order: what Rodrigues' formula tends to. */
    @Test
    void derivativesAtNoRotationAreFinite() {
        double[] parameters = parameters(0);
        assertDerivatives(parameters, Differences.jacobian(BundleAdjustmentTest::errors, parameters));
    }

    private static void assertDerivatives(double[] parameters, double[][] expected) {
        JsonNode answer = Asked.answer("ba", "jacobian", input(parameters));
        double[] values = new double[31];
        System.arraycopy(expected[0], 0, values, 0, 15);
        System.arraycopy(expected[1], 0, values, 15, 15);
        values[30] = -2 * parameters[14];
        assertAgrees(answer.get("vals"), values);
    }

    @Test
    void rowsAndColumnsAreThoseOfTheSparseMatrix() {
        JsonNode answer = Asked.answer("ba", "jacobian", input(parameters(1)));
        int weights = 11 * CAMERAS + 3 * POINTS;
        int[] columns = new int[31];
        for (int i = 0; i < 30; i++) {
            int at = i % 15;
            columns[i] = at < 11 ? at : at < 14 ? 11 * CAMERAS + at - 11 : weights;
        }
        columns[30] = weights + OBSERVATIONS - 1;
        assertThat(answer.get("cols").toString())
                .isEqualTo(Arrays.toString(columns).replace(" ", ""));
        // 15 elements in each of 24 rows, then one in each of 12; where the first 30 begin, and the end.
        assertThat(answer.get("rows")).hasSize(31);
        assertThat(answer.get("rows").get(0).asInt()).isZero();
        assertThat(answer.get("rows").get(10).asInt()).isEqualTo(150);
        assertThat(answer.get("rows").get(30).asInt()).isEqualTo(372);
    }

    private static double[] parameters(double turned) {
        return new double[] {
            0.3 * turned, -0.2 * turned, 0.4 * turned, 0.1, 0.2, -0.3, 1.4, 0.05, -0.06, 0.02, -0.01, 0.4, 0.5, 2.1, 0.7
        };
    }

    private static Map<String, Object> input(double[] parameters) {
        return Map.of(
                "n", CAMERAS,
                "m", POINTS,
                "p", OBSERVATIONS,
                "cam", Arrays.copyOf(parameters, 11),
                "x", Arrays.copyOfRange(parameters, 11, 14),
                "w", parameters[14],
                "feat", FEATURE);
    }

    /** The two errors by camera, point and weight. */
    private static double[] errors(double[] p) {
        double[] seen = rotated(p, new double[] {p[11] - p[3], p[12] - p[4], p[13] - p[5]});
        double u = seen[0] / seen[2];
        double v = seen[1] / seen[2];
        double r2 = u * u + v * v;
        double distortion = 1 + p[9] * r2 + p[10] * r2 * r2;
        return new double[] {
            p[14] * (u * distortion * p[6] + p[7] - FEATURE[0]), p[14] * (v * distortion * p[6] + p[8] - FEATURE[1])
        };
    }

    /** By the exponential series of the matrix of the cross product, so that it serves at no rotation too. */
    private static double[] rotated(double[] axis, double[] x) {
        double[] sum = x.clone();
        double[] term = x;
        for (int n = 1; n < 30; n++) {
            term = new double[] {
                (axis[1] * term[2] - axis[2] * term[1]) / n,
                (axis[2] * term[0] - axis[0] * term[2]) / n,
                (axis[0] * term[1] - axis[1] * term[0]) / n
            };
            for (int i = 0; i < 3; i++) {
                sum[i] += term[i];
            }
        }
        return sum;
    }
}
