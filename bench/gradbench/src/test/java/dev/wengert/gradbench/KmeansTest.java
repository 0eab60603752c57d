package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KmeansTest {
    private static final int D = 3;
    private final double[][] points = Asked.matrix(new Random(6), 20, D);
    /** Not points themselves, or some gradients would be zeros. */
    private final double[][] centroids = {
        moved(points[17]), moved(points[18]), moved(points[19]), moved(points[3]),
    };

    @Test
    void costIsThatOfTheNearestCentroids() {
        double cost = 0;
        for (double[] point : points) {
            cost += distance(point, centroids[nearest(point)]);
        }
        assertAgrees(Asked.answer("kmeans", "cost", Map.of("points", points, "centroids", centroids)), cost);
    }

    /** The gradient is {@code 2 Σ (c − p)} over the points of a centroid, the Hessian twice their number. */
    @Test
    void directionIsFromTheMeanOfThePointsOfACentroid() {
        double[] direction = new double[centroids.length * D];
        for (int j = 0; j < centroids.length; j++) {
            for (int i = 0; i < D; i++) {
                double sum = 0;
                int count = 0;
                for (double[] point : points) {
                    if (nearest(point) == j) {
                        sum += centroids[j][i] - point[i];
                        count++;
                    }
                }
                direction[j * D + i] = sum / count;
            }
        }
        assertAgrees(Asked.answer("kmeans", "dir", Map.of("points", points, "centroids", centroids)), direction);
    }

    private static double[] moved(double[] point) {
        return new double[] {point[0] + 0.01, point[1] - 0.02, point[2] + 0.015};
    }

    private int nearest(double[] point) {
        int nearest = 0;
        for (int j = 1; j < centroids.length; j++) {
            if (distance(point, centroids[j]) < distance(point, centroids[nearest])) {
                nearest = j;
            }
        }
        return nearest;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < D; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
