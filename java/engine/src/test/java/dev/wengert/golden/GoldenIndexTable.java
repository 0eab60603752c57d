package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST;
import static java.util.Map.entry;

import dev.wengert.list.Register;
import java.util.Map;

/** Operators that choose and replace elements by index. */
final class GoldenIndexTable {
    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("index_add",    Row.of(GoldenIndexTable::indexAdd).within(1e-6, LARGEST)),
            entry("index_select", Row.of(a -> a.x(0).call("index_select", Map.of("axis", a.axis(1, "dim", 0)), a.x(2)))));

    private GoldenIndexTable() {}

    private static Register indexAdd(Arguments a) {
        Register values = a.x(3).mul(a.number("alpha", 1));
        return a.x(0).call("index_add", Map.of("axis", a.axis(1, "dim", 0)), a.x(2), values);
    }
}
