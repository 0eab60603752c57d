package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.bench.cost.Allocation;
import dev.wengert.bench.cost.GradientCost;
import dev.wengert.bench.cost.ListLength;
import dev.wengert.bench.cost.Start;
import java.io.PrintStream;

/** Results as tables in Markdown. */
final class Tables {
    private Tables() {}

    static void all(PrintStream out, Results results) {
        JsonNode root = results.root();
        out.println("Machine: " + plain(root.path("machine")) + ".");
        out.println("Versions: " + plain(root.path("versions")) + ".");
        out.println("Revision " + root.path("revision").asText() + ", "
                + root.path("date").asText() + ".");
        jmh(out, results);
        steps(out, results);
        products(out, results);
        profile(out, results);
        GradientCost.table(out, results);
        ListLength.table(out, results);
        Start.table(out, results);
        Allocation.table(out, results);
    }

    private static String plain(JsonNode object) {
        StringBuilder text = new StringBuilder();
        object.properties()
                .forEach(entry -> text.append(text.isEmpty() ? "" : ", ")
                        .append(entry.getKey())
                        .append(' ')
                        .append(entry.getValue().asText()));
        return text.toString();
    }

    /** One line for each product: on one thread, and the engine on several. */
    static void products(PrintStream out, Results results) {
        if (results.section(Products.NAME).isEmpty()) {
            return;
        }
        out.println();
        out.println("| product | m×n×k | OpenBLAS, one call: GFLOP/s | engine: GFLOP/s | time against OpenBLAS | kernel"
                + " and tile | without BLAS: GFLOP/s | time against OpenBLAS | engine, 2 threads: GFLOP/s | time"
                + " against OpenBLAS on one |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (JsonNode row : results.section(Products.NAME)) {
            if (row.path("threads").asInt() == 1) {
                out.printf(
                        "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                        row.path("where").asText(),
                        row.path("shape").asText(),
                        rate(row, Products.PLAIN),
                        rate(row, Products.ENGINE),
                        ratio(row, Products.ENGINE),
                        row.path("variants").path(Products.ENGINE).path("how").asText(),
                        rate(row, Products.WITHOUT_BLAS),
                        ratio(row, Products.WITHOUT_BLAS),
                        rate(together(row, results), Products.ENGINE),
                        ratio(together(row, results), Products.ENGINE));
            }
        }
    }

    /** The same product on several threads. */
    private static JsonNode together(JsonNode alone, Results results) {
        for (JsonNode row : results.section(Products.NAME)) {
            if (row.path("threads").asInt() > 1 && row.path("shape").equals(alone.path("shape"))) {
                return row;
            }
        }
        return alone;
    }

    private static String rate(JsonNode row, String variant) {
        double operations = row.path("operations").asDouble();
        JsonNode time = row.path("variants").path(variant).path("microseconds");
        return "%.0f (%.0f)"
                .formatted(
                        operations / time.path("median").asDouble() / 1e3,
                        operations / time.path("bestTenth").asDouble() / 1e3);
    }

    private static String ratio(JsonNode row, String variant) {
        return ratio(row.path("variants").path(variant).path("timeAgainstPlain"));
    }

    static void steps(PrintStream out, Results results) {
        if (results.section(Steps.NAME).isEmpty()) {
            return;
        }
        out.println();
        out.println("| training step | threads | samples/s, median (best tenth) | µs, quartiles | time against one"
                + " thread |");
        out.println("|---|---|---|---|---|");
        for (JsonNode row : results.section(Steps.NAME)) {
            JsonNode time = row.path("microseconds");
            double samples = row.path("samples").asDouble() * 1e6;
            out.printf(
                    "| %s | %s | %,.0f (%,.0f) | %.0f – %.0f | %s |%n",
                    row.path("step").asText(),
                    row.path("variant").asText(),
                    samples / time.path("median").asDouble(),
                    samples / time.path("bestTenth").asDouble(),
                    time.path("lowerQuartile").asDouble(),
                    time.path("upperQuartile").asDouble(),
                    ratio(row.path("timeAgainstOneThread")));
        }
    }

    static void jmh(PrintStream out, Results results) {
        if (results.section(Microbenchmarks.NAME).isEmpty()) {
            return;
        }
        out.println();
        out.println("| JMH benchmark | parameters | median | quartiles | unit |");
        out.println("|---|---|---|---|---|");
        for (JsonNode row : results.section(Microbenchmarks.NAME)) {
            JsonNode score = row.path("score");
            out.printf(
                    "| %s | %s | %,.1f | %,.1f – %,.1f | %s |%n",
                    row.path("benchmark").asText(),
                    plain(row.path("parameters")),
                    score.path("median").asDouble(),
                    score.path("lowerQuartile").asDouble(),
                    score.path("upperQuartile").asDouble(),
                    row.path("unit").asText());
        }
    }

    static void profile(PrintStream out, Results results) {
        if (results.section(Steps.PROFILE).isEmpty()) {
            return;
        }
        out.println();
        out.println("| part | µs | kernel | tiles | sizes | assignment |");
        out.println("|---|---|---|---|---|---|");
        for (JsonNode row : results.section(Steps.PROFILE)) {
            out.printf(
                    "| %4.1f %% | %6.1f | %s | %d | %s | `%s` |%n",
                    100 * row.path("part").asDouble(),
                    row.path("microseconds").path("median").asDouble(),
                    row.path("kernel").asText(),
                    row.path("tiles").asInt(),
                    row.path("sizes").asText(),
                    row.path("assignment").asText());
        }
    }

    private static String ratio(JsonNode ratio) {
        return "%.2f [%.2f, %.2f]"
                .formatted(
                        ratio.path("median").asDouble(),
                        ratio.path("low").asDouble(),
                        ratio.path("high").asDouble());
    }
}
