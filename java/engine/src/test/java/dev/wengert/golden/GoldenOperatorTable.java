package dev.wengert.golden;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All operators that are compared with PyTorch's, each table for one family. */
final class GoldenOperatorTable {
    static final Map<String, Row> ROWS = new TreeMap<>();

    static {
        List.of(
                GoldenConvolutionTable.ROWS,
                GoldenElementwiseTable.ROWS,
                GoldenNeuralTable.ROWS,
                GoldenIndexTable.ROWS,
                GoldenLinalgTable.ROWS,
                GoldenLossTable.ROWS,
                GoldenProductTable.ROWS,
                GoldenReductionTable.ROWS,
                GoldenShapeTable.ROWS
        ).forEach(ROWS::putAll);
    }

    private GoldenOperatorTable() {}
}
