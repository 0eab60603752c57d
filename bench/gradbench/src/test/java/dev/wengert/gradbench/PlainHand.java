package dev.wengert.gradbench;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A hand in plain Java, matrix by matrix as the benchmark's reference goes through it. */
final class PlainHand {
    private static final int BONES = 22;
    private static final int VERTICES = 6;

    private final int[] parents = new int[BONES];
    private final double[][][] relatives = new double[BONES][][];
    private final double[][][] inverses = new double[BONES][][];
    private final double[][] rest;
    private final double[][] weights;
    private final int[][] triangles = {{0, 1, 5}, {2, 3, 4}, {5, 3, 1}};
    private final boolean mirrored;

    PlainHand(long seed, boolean mirrored) {
        Random random = new Random(seed);
        for (int bone = 0; bone < BONES; bone++) {
            parents[bone] = bone % 7 == 0 ? -1 : bone - 1;
            relatives[bone] = Asked.matrix(random, 4, 4);
            inverses[bone] = Asked.matrix(random, 4, 4);
        }
        this.rest = Asked.matrix(random, VERTICES, 4);
        this.weights = Asked.matrix(random, VERTICES, BONES);
        this.mirrored = mirrored;
    }

    int[] triangle(int i) {
        return triangles[i];
    }

    Map<String, Object> toJson() {
        Map<String, Object> model = new HashMap<>();
        model.put("bone_count", BONES);
        model.put("parents", parents);
        model.put("base_relatives", relatives);
        model.put("inverse_base_absolutes", inverses);
        model.put("base_positions", rest);
        model.put("weights", weights);
        model.put("triangles", triangles);
        model.put("is_mirrored", mirrored);
        return model;
    }

    double[][] positions(double[] theta) {
        double[][] positions = new double[VERTICES][3];
        double[][][] absolutes = new double[BONES][][];
        for (int bone = 0; bone < BONES; bone++) {
            double[][] relative = product(relatives[bone], turned(angles(theta, bone)));
            absolutes[bone] = parents[bone] < 0 ? relative : product(absolutes[parents[bone]], relative);
            double[][] transformation = product(absolutes[bone], inverses[bone]);
            for (int vertex = 0; vertex < VERTICES; vertex++) {
                for (int i = 0; i < 3; i++) {
                    for (int k = 0; k < 4; k++) {
                        positions[vertex][i] += weights[vertex][bone] * transformation[i][k] * rest[vertex][k];
                    }
                }
            }
        }
        double[][] rotation = rotation(theta);
        for (double[] position : positions) {
            double[] x = position.clone();
            x[0] *= mirrored ? -1 : 1;
            for (int i = 0; i < 3; i++) {
                position[i] = theta[3 + i] + rotation[i][0] * x[0] + rotation[i][1] * x[1] + rotation[i][2] * x[2];
            }
        }
        return positions;
    }

    /** About x, z and y: two for the first bone of a finger, one for the next two, none for others. */
    private static double[] angles(double[] theta, int bone) {
        int finger = Math.floorDiv(bone - 2, 4);
        int joint = bone - 2 - 4 * finger;
        if (finger < 0 || finger >= 5 || joint == 3) {
            return new double[3];
        }
        int first = 6 + 4 * finger;
        return joint == 0
                ? new double[] {theta[first], theta[first + 1], 0}
                : new double[] {theta[first + 1 + joint], 0, 0};
    }

    private static double[][] turned(double[] xzy) {
        double[][] x = identity(4);
        double[][] y = identity(4);
        double[][] z = identity(4);
        set(x, 1, 2, xzy[0]);
        set(z, 0, 1, xzy[1]);
        set(y, 2, 0, xzy[2]);
        return product(product(z, y), x);
    }

    /** A rotation from axis i to axis j. */
    private static void set(double[][] matrix, int i, int j, double angle) {
        matrix[i][i] = Math.cos(angle);
        matrix[j][j] = Math.cos(angle);
        matrix[j][i] = Math.sin(angle);
        matrix[i][j] = -Math.sin(angle);
    }

    /** {@code I + sin(a) K + (1 − cos(a)) K²} with the matrix K of the cross product with the axis. */
    private static double[][] rotation(double[] theta) {
        double angle = Math.sqrt(theta[0] * theta[0] + theta[1] * theta[1] + theta[2] * theta[2]);
        double[][] rotation = identity(3);
        if (angle < 1e-4) {
            return rotation;
        }
        double x = theta[0] / angle;
        double y = theta[1] / angle;
        double z = theta[2] / angle;
        double[][] k = {{0, -z, y}, {z, 0, -x}, {-y, x, 0}};
        double[][] square = product(k, k);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                rotation[i][j] += Math.sin(angle) * k[i][j] + (1 - Math.cos(angle)) * square[i][j];
            }
        }
        return rotation;
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }
}
