package dev.wengert.golden;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All operators that are compared with PyTorch's, each table for one family. */
final class GoldenTables {
    static final Map<String, Row> ROWS = new TreeMap<>();

    static {
        List.of(GoldenElementwiseTable.ROWS).forEach(ROWS::putAll);
    }

    private GoldenTables() {}
}
