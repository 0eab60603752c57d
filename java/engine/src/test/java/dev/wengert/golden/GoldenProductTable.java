package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Products of matrices and vectors. */
final class GoldenProductTable {
    static final Map<String, Row> ROWS = new HashMap<>();

    static {
        for (String name : List.of("bmm", "dot", "matmul", "mm")) {
            ROWS.put(name, product(name));
        }
        for (String name : List.of("addmm", "addmv", "baddbmm")) {
            ROWS.put(name, added(name));
        }
    }

    private GoldenProductTable() {}

    private static Row product(String name) {
        return Row.of(a -> a.x(0).call(name, a.x(1))).within(1e-5, LARGEST);
    }

    private static Row added(String name) {
        return Row.of(a -> a.x(0).call(name, Map.of("beta", a.number("beta", 1), "alpha", a.number("alpha", 1)), a.x(1), a.x(2)))
                .within(1e-5, LARGEST);
    }
}
