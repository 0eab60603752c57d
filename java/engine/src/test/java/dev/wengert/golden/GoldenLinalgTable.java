package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST;
import static java.util.Map.entry;

import dev.wengert.list.Register;
import dev.wengert.operator.LinearAlgebra;
import java.util.Map;

/** Linear algebra. In f32 condition numbers multiply rounding errors. */
final class GoldenLinalgTable {
    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("linalg.cholesky", Row.of(a -> LinearAlgebra.cholesky(a.x(0), a.truth("upper", false))).within(1e-4, LARGEST)),
            entry("linalg.inv",      Row.of(a -> LinearAlgebra.inv(a.x(0))).within(1e-4, LARGEST)),
            entry("linalg.norm",     Row.of(GoldenLinalgTable::norm).within(1e-5, LARGEST)));

    private GoldenLinalgTable() {}

    private static Register norm(Arguments a) {
        boolean keepDims = a.truth("keepdim", false);
        return a.has(1, "ord")
                ? LinearAlgebra.norm(a.x(0), a.number(1, "ord", 2), keepDims, a.axes(2, "dim"))
                : LinearAlgebra.vectorNorm(a.x(0), 2, keepDims, a.axes(2, "dim"));
    }
}
