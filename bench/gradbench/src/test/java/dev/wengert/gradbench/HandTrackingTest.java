package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandTrackingTest {
    private static final int POINTS = 4;

    private final Random random = new Random(9);
    private final double[] theta = Asked.vector(random, 26);
    private final double[][] measured = Asked.matrix(random, POINTS, 3);
    private final double[][] u = Asked.matrix(random, POINTS, 2);
    private final int[] correspondences = {2, 0, 2, 1};

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void errorsOfPointsOnVerticesAreThoseOfTheDefinition(boolean mirrored) {
        assertAgrees(
                Asked.answer("ht", "objective", input(mirrored, new double[0][])), onVertices(hand(mirrored), theta));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void errorsOfPointsOnTrianglesAreThoseOfTheDefinition(boolean mirrored) {
        assertAgrees(Asked.answer("ht", "objective", input(mirrored, u)), onTriangles(hand(mirrored), theta, u));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jacobianOfPointsOnVerticesHasAColumnForEachElementOfThePose(boolean mirrored) {
        double[][] rows = Differences.jacobian(t -> onVertices(hand(mirrored), t), theta);
        assertAgrees(Asked.answer("ht", "jacobian", input(mirrored, new double[0][])), flat(rows));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jacobianOfPointsOnTrianglesHasTwoColumnsBeforeThose(boolean mirrored) {
        double[][] byPose = Differences.jacobian(t -> onTriangles(hand(mirrored), t, u), theta);
        double[][] rows = new double[byPose.length][];
        for (int row = 0; row < rows.length; row++) {
            int point = row / 3;
            int at = row;
            double[] byU =
                    Differences.gradient(own -> onTriangles(hand(mirrored), theta, with(point, own))[at], u[point]);
            rows[row] = Arrays.copyOf(byU, 28);
            System.arraycopy(byPose[row], 0, rows[row], 2, 26);
        }
        assertAgrees(Asked.answer("ht", "jacobian", input(mirrored, u)), flat(rows));
    }

    /** There the benchmark has no rotation at all, and no derivatives by it. */
    @Test
    void noRotationHasNoDerivativesByIt() {
        Arrays.fill(theta, 0, 3, 0);
        double[][] rows = Differences.jacobian(t -> onVertices(hand(false), t), theta);
        for (double[] row : rows) {
            Arrays.fill(row, 0, 3, 0);
        }
        assertAgrees(Asked.answer("ht", "jacobian", input(false, new double[0][])), flat(rows));
    }

    private static PlainHand hand(boolean mirrored) {
        return new PlainHand(10, mirrored);
    }

    private double[][] with(int point, double[] own) {
        double[][] changed = u.clone();
        changed[point] = own;
        return changed;
    }

    private Map<String, Object> input(boolean mirrored, double[][] us) {
        Map<String, Object> data = new HashMap<>();
        data.put("model", hand(mirrored).toJson());
        data.put("correspondences", correspondences);
        data.put("points", measured);
        return Map.of("theta", theta, "data", data, "us", us);
    }

    private double[] onVertices(PlainHand model, double[] pose) {
        double[][] positions = model.positions(pose);
        double[] errors = new double[3 * POINTS];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = measured[i / 3][i % 3] - positions[correspondences[i / 3]][i % 3];
        }
        return errors;
    }

    private double[] onTriangles(PlainHand model, double[] pose, double[][] us) {
        double[][] positions = model.positions(pose);
        double[] errors = new double[3 * POINTS];
        for (int i = 0; i < errors.length; i++) {
            int[] triangle = model.triangle(correspondences[i / 3]);
            double[] own = us[i / 3];
            errors[i] = measured[i / 3][i % 3]
                    - own[0] * positions[triangle[0]][i % 3]
                    - own[1] * positions[triangle[1]][i % 3]
                    - (1 - own[0] - own[1]) * positions[triangle[2]][i % 3];
        }
        return errors;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
