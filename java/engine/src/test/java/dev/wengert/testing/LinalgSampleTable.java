package dev.wengert.testing;

import static dev.wengert.testing.Domain.dominant;
import static dev.wengert.testing.Domain.invertible;
import static dev.wengert.testing.Domain.positiveDefinite;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.NONZERO;
import static dev.wengert.testing.SampleTable.none;
import static dev.wengert.testing.SampleTable.real;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import java.util.List;
import java.util.Map;

/** Samples of linear algebra: well-conditioned matrices, alone and in batches, of no, one, few and more rows than a block. */
final class LinalgSampleTable {
    private LinalgSampleTable() {}

    static void addTo(List<Sample> rows) {
        factors(rows);
        triangles(rows);
        solutions(rows);
        determinants(rows);
        norms(rows);
    }

    private static void factors(List<Sample> rows) {
        for (boolean upper : new boolean[] {false, true}) {
            Map<String, Object> attributes = Map.of("upper", upper);
            rows.add(row("cholesky", attributes, real(positiveDefinite(4), 4, 4)));
            rows.add(row("cholesky", attributes, real(positiveDefinite(3), 2, 3, 3)));
            rows.add(row("cholesky", attributes, real(positiveDefinite(1), 1, 1)));
            rows.add(row("cholesky", attributes, real(ANY, 0, 0)));
            rows.add(row("cholesky", attributes, real(ANY, 0, 3, 3)));
            rows.add(row("cholesky", attributes, real(positiveDefinite(24), 60, 24, 24)).inLarge());
        }
        rows.add(row("cholesky", none(), real(positiveDefinite(37), 37, 37)));
        rows.add(row("lu_factor", none(), real(invertible(4), 4, 4)));
        rows.add(row("lu_factor", none(), real(invertible(3), 2, 3, 3)));
        rows.add(row("lu_factor", none(), real(invertible(1), 1, 1)));
        rows.add(row("lu_factor", none(), real(ANY, 2, 0, 0)));
        rows.add(row("lu_factor", none(), real(invertible(37), 37, 37)));
        rows.add(row("lu_factor", none(), real(invertible(24), 60, 24, 24)).inLarge());
    }

    private static void triangles(List<Sample> rows) {
        for (int flags = 0; flags < 16; flags++) {
            boolean left = (flags & 1) == 0;
            Map<String, Object> attributes = triangle((flags & 2) != 0, left, (flags & 4) != 0, (flags & 8) != 0);
            rows.add(row("triangular_solve", attributes, real(dominant(4), 4, 4), left ? real(ANY, 4, 3) : real(ANY, 3, 4)));
        }
        Map<String, Object> usual = triangle(true, true, false, false);
        rows.add(row("triangular_solve", usual, real(dominant(3), 2, 1, 3, 3), real(ANY, 4, 3, 1)));
        rows.add(row("triangular_solve", usual, real(dominant(3), 3, 3),    real(ANY, 2, 3, 2)));
        rows.add(row("triangular_solve", usual, real(dominant(3), 2, 3, 3), real(ANY, 3, 2)));
        rows.add(row("triangular_solve", usual, real(ANY, 0, 0),            real(ANY, 0, 2)));
        rows.add(row("triangular_solve", usual, real(ANY, 0, 3, 3),         real(ANY, 3, 2)));
        rows.add(row("triangular_solve", usual, real(dominant(3), 3, 3),    real(ANY, 3, 0)));
        rows.add(row("triangular_solve", usual, real(dominant(37), 37, 37), real(ANY, 37, 2)));
        rows.add(row("triangular_solve", usual, real(dominant(40), 40, 40), real(ANY, 40, 300)).inLarge());
        rows.add(row("triangular_solve", triangle(false, false, false, false), real(dominant(40), 9, 40, 40), real(ANY, 70, 40)).inLarge());
    }

    private static void solutions(List<Sample> rows) {
        Operand order = Operand.of(DType.I64, Domain.order(3), 2, 3);
        for (boolean transpose : new boolean[] {false, true}) {
            Map<String, Object> attributes = Map.of("transpose", transpose);
            rows.add(row("lu_solve", attributes, real(dominant(3), 2, 3, 3), order, real(ANY, 2, 3, 4)));
        }
        rows.add(row("lu_solve", none(), real(dominant(40), 40, 40), Operand.of(DType.I64, Domain.order(40), 40), real(ANY, 40, 300)).inLarge());
        rows.add(row("solve_with_factors", none(), real(invertible(4), 4, 4),    real(ANY, 4, 2)));
        rows.add(row("solve_with_factors", none(), real(invertible(3), 2, 3, 3), real(ANY, 2, 3, 1)));
        rows.add(row("solve_with_factors", none(), real(ANY, 2, 0, 0),           real(ANY, 2, 0, 3)));
        rows.add(row("solve_with_factors", none(), real(invertible(24), 60, 24, 24), real(ANY, 60, 24, 2)).inLarge());
        for (boolean left : new boolean[] {true, false}) {
            Map<String, Object> attributes = Map.of("left", left);
            rows.add(row("solve", attributes, real(invertible(3), 3, 3),    left ? real(ANY, 3, 2) : real(ANY, 2, 3)));
            rows.add(row("solve", attributes, real(invertible(3), 3, 3),    left ? real(ANY, 4, 3, 2) : real(ANY, 4, 2, 3)));
            rows.add(row("solve", attributes, real(invertible(2), 3, 1, 2, 2), left ? real(ANY, 4, 2, 1) : real(ANY, 4, 1, 2)));
        }
        rows.add(row("solve", none(), real(invertible(4), 4, 4),     real(ANY, 4)));
        rows.add(row("solve", none(), real(invertible(3), 2, 3, 3),  real(ANY, 3)));
        rows.add(row("solve", none(), real(invertible(3), 2, 3, 3),  real(ANY, 2, 3)));
        rows.add(row("solve", none(), real(ANY, 0, 0),               real(ANY, 0)));
        rows.add(row("solve", none(), real(ANY, 0, 3, 3),            real(ANY, 3, 2)));
        rows.add(row("solve", none(), real(invertible(37), 37, 37),  real(ANY, 37)));
        rows.add(row("solve", none(), real(invertible(24), 60, 24, 24), real(ANY, 24)).inLarge());
        rows.add(row("inv", none(), real(invertible(4), 4, 4)));
        rows.add(row("inv", none(), real(invertible(3), 2, 1, 3, 3)));
        rows.add(row("inv", none(), real(invertible(1), 1, 1)));
        rows.add(row("inv", none(), real(ANY, 0, 0)));
        rows.add(row("inv", none(), real(ANY, 0, 3, 3)));
        rows.add(row("inv", none(), real(invertible(37), 37, 37)));
        rows.add(row("inv", none(), real(invertible(24), 60, 24, 24)).inLarge());
    }

    private static void determinants(List<Sample> rows) {
        for (String name : List.of("det", "slogdet", "cofactors")) {
            rows.add(row(name, none(), real(dominant(4), 4, 4)).within(1e-5, 1e-6));
            rows.add(row(name, none(), real(invertible(3), 2, 3, 3)).within(1e-5, 1e-6));
            rows.add(row(name, none(), real(invertible(2), 2, 2)));
            rows.add(row(name, none(), real(invertible(1), 3, 1, 1)));
            rows.add(row(name, none(), real(ANY, 0, 0)));
            rows.add(row(name, none(), real(ANY, 2, 0, 0)));
            rows.add(row(name, none(), real(ANY, 0, 3, 3)));
        }
        rows.add(row("slogdet", none(), real(invertible(37), 37, 37)));
        rows.add(row("det",       none(), real(dominant(4), 3000, 4, 4)).inLarge());
        rows.add(row("slogdet",   none(), real(invertible(24), 60, 24, 24)).inLarge());
        rows.add(row("cofactors", none(), real(dominant(4), 3000, 4, 4)).inLarge());
    }

    private static void norms(List<Sample> rows) {
        for (String order : List.of("fro", "1", "-1", "inf", "-inf")) {
            rows.add(row("matrix_norm", norm(order, false, -2, -1), real(NONZERO, 3, 4)));
            rows.add(row("matrix_norm", norm(order, true, -2, -1),  real(NONZERO, 2, 3, 4)));
            rows.add(row("matrix_norm", norm(order, false, 2, 0),   real(NONZERO, 2, 3, 4)));
            rows.add(row("matrix_norm", norm(order, false, 0, 1),   real(NONZERO, 1, 1)));
            rows.add(row("matrix_norm", norm(order, false, -2, -1), real(NONZERO, 0, 3, 4)));
        }
        rows.add(row("matrix_norm", norm("fro", false, -2, -1), real(ANY, 2, 0, 4)));
        rows.add(row("matrix_norm", norm("1", false, -2, -1),   real(ANY, 300, 257)).inLarge());
    }

    private static Map<String, Object> triangle(boolean upper, boolean left, boolean unitriangular, boolean transpose) {
        return Map.of("upper", upper, "left", left, "unitriangular", unitriangular, "transpose", transpose);
    }

    private static Map<String, Object> norm(String order, boolean keepDims, int rows, int cols) {
        return Map.of("order", order, "axes", Axes.of(rows, cols), "keepDims", keepDims);
    }
}
