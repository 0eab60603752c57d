package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Products of matrices as a table: a line for each, on one thread, with the engine on two beside it. */
final class ProductTable {
    private ProductTable() {}

    static void print(PrintStream out, Results results) {
        boolean hasMkl = false;
        for (JsonNode row : results.section(Products.NAME)) {
            hasMkl |= row.path("variants").has(Products.MKL);
        }
        String mkl = hasMkl ? " MKL: GFLOP/s | time against MKL |" : "";
        boolean withMkl = hasMkl;
        Tables.tabulate(
                out,
                results,
                Products.NAME,
                "| product | m×n×k | type | OpenBLAS, one call: GFLOP/s | engine: GFLOP/s | time against OpenBLAS |"
                        + " kernel and tile | the same without BLAS | on 2 threads, time against OpenBLAS on one |" + mkl,
                row -> line(row, results, withMkl));
        if (hasMkl && !results.root().path("machine").path("processor").asText().contains("Intel")) {
            out.println();
            out.println("MKL chooses its kernels by the processor's maker: on this one, which is not Intel's, it uses slower ones"
                    + " than the instruction set would allow. Its figures say what a user of this machine gets, not what MKL can do.");
        }
    }

    private static String line(JsonNode row, Results results, boolean withMkl) {
        if (row.path("threads").asInt() > 1) {
            return "";
        }
        JsonNode engine = row.path("variants").path(Products.ENGINE);
        String line = "| %s | %s | %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        row.path("where").asText(),
                        row.path("shape").asText(),
                        row.path("dtype").asText(),
                        rate(row, Products.PLAIN),
                        rate(row, Products.ENGINE),
                        Results.text(engine.path(Products.AGAINST_OPENBLAS)),
                        engine.path("how").asText(),
                        Results.text(
                                row.path("variants").path(Products.WITHOUT_BLAS).path(Products.AGAINST_OPENBLAS)),
                        together(row, results));
        return withMkl
                ? line + " " + rate(row, Products.MKL) + " | " + Results.text(engine.path(Products.AGAINST_MKL)) + " |"
                : line;
    }

    /** The engine's time for the same product on several threads, if it was taken. */
    private static String together(JsonNode alone, Results results) {
        for (JsonNode row : results.section(Products.NAME)) {
            if (row.path("threads").asInt() > 1
                    && row.path("shape").equals(alone.path("shape"))
                    && row.path("dtype").equals(alone.path("dtype"))) {
                return Results.text(row.path("variants").path(Products.ENGINE).path(Products.AGAINST_OPENBLAS));
            }
        }
        return "";
    }

    /** Median, and in parentheses what the best tenth reaches. */
    private static String rate(JsonNode row, String variant) {
        double operations = row.path("operations").asDouble();
        JsonNode time = row.path("variants").path(variant).path("microseconds");
        return "%.0f (%.0f)"
                .formatted(
                        operations / time.path("median").asDouble() / 1e3,
                        operations / time.path("bestTenth").asDouble() / 1e3);
    }
}
