package dev.wengert.gradbench;

import static dev.wengert.gradbench.Agreement.assertAgrees;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DetTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void determinantIsThatOfEliminationToo(int n) {
        double[] a = Asked.vector(new Random(4), n * n);
        assertAgrees(Asked.answer("det", "primal", Map.of("A", a, "ell", n)), determinant(a, n));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void gradientIsTheMatrixOfCofactors(int n) {
        double[] a = Asked.vector(new Random(5), n * n);
        double[] cofactors = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            // The determinant is linear in each element.
            cofactors[i] = determinant(with(a, i, 1), n) - determinant(with(a, i, 0), n);
        }
        assertAgrees(Asked.answer("det", "gradient", Map.of("A", a, "ell", n)), cofactors);
    }

    private static double[] with(double[] a, int i, double value) {
        double[] changed = a.clone();
        changed[i] = value;
        return changed;
    }

    /** By Gaussian elimination with pivots. */
    private static double determinant(double[] given, int n) {
        double[] a = given.clone();
        double determinant = 1;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int row = k + 1; row < n; row++) {
                if (Math.abs(a[row * n + k]) > Math.abs(a[pivot * n + k])) {
                    pivot = row;
                }
            }
            for (int column = 0; column < n && pivot != k; column++) {
                double swapped = a[k * n + column];
                a[k * n + column] = a[pivot * n + column];
                a[pivot * n + column] = -swapped; // which keeps the sign of the determinant
            }
            determinant *= a[k * n + k];
            for (int row = k + 1; row < n; row++) {
                double factor = a[row * n + k] / a[k * n + k];
                for (int column = k; column < n; column++) {
                    a[row * n + column] -= factor * a[k * n + column];
                }
            }
        }
        return determinant;
    }
}
