package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.bench.cost.Allocation;
import dev.wengert.bench.cost.GradientCost;
import dev.wengert.bench.cost.ListLength;
import dev.wengert.bench.cost.Start;
import dev.wengert.bench.gradbench.GradBench;
import dev.wengert.bench.machine.Factorisations;
import dev.wengert.bench.machine.Limits;
import dev.wengert.bench.machine.Sweep;
import dev.wengert.bench.peers.Peers;
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
        machine(out, results);
        times(out, results, Peers.TRAINING);
        times(out, results, Peers.CHAINS);
        latencies(out, results);
        footprints(out, results);
        jmh(out, results);
        steps(out, results);
        products(out, results);
        profile(out, results);
        GradientCost.table(out, results);
        ListLength.table(out, results);
        Start.table(out, results);
        Allocation.table(out, results);
        GradBench.table(out, results);
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

    /** What the machine can do, and kernels beside it. */
    static void machine(PrintStream out, Results results) {
        limits(out, results);
        kernels(out, results);
        factorisations(out, results);
    }

    private static void limits(PrintStream out, Results results) {
        if (results.section(Limits.NAME).isEmpty()) {
            return;
        }
        out.println();
        out.println("| limit | threads | of what | best tenth | median |");
        out.println("|---|---|---|---|---|");
        for (JsonNode row : results.section(Limits.NAME)) {
            String limit = row.path("limit").asText();
            double work = row.path("work").asDouble();
            double best = row.path("nanoseconds").path("bestTenth").asDouble();
            double median = row.path("nanoseconds").path("median").asDouble();
            boolean isTime = limit.equals("barrier");
            out.printf(
                    "| %s | %d | %s | %s | %s |%n",
                    limit,
                    row.path("threads").asInt(),
                    (row.path("dtype").asText() + " " + row.path("variant").asText() + size(row)).strip(),
                    isTime ? "%.1f ns".formatted(best / work) : "%.0f G/s".formatted(work / best),
                    isTime ? "%.1f ns".formatted(median / work) : "%.0f G/s".formatted(work / median));
        }
    }

    private static String size(JsonNode row) {
        return row.has("bytes") ? ", " + Results.bytes(row.path("bytes").asDouble()) : "";
    }

    /** A line for each family, a column for each size; the rate, and in parentheses the part of the roofline. */
    private static void kernels(PrintStream out, Results results) {
        if (results.section(Sweep.NAME).isEmpty()) {
            return;
        }
        out.println();
        out.println("| kernels | operands and result | ns | rate | part of the roofline |");
        out.println("|---|---|---|---|---|");
        for (JsonNode row : results.section(Sweep.NAME)) {
            double time = row.path("nanoseconds").path("median").asDouble();
            double operations = row.path("operations").asDouble();
            out.printf(
                    "| %s | %s | %,.0f | %s | %.2f |%n",
                    row.path("family").asText(),
                    Results.bytes(row.path("bytes").asDouble()),
                    time,
                    operations > 0
                            ? "%.0f GFLOP/s".formatted(operations / time)
                            : "%.1f GB/s".formatted(row.path("bytes").asDouble() / time),
                    row.path("ofRoofline").asDouble());
        }
    }

    private static void factorisations(PrintStream out, Results results) {
        if (results.section(Factorisations.NAME).isEmpty()) {
            return;
        }
        out.println();
        out.println("| factorisation | n × batch | µs | LAPACK: µs | time against LAPACK |");
        out.println("|---|---|---|---|---|");
        for (JsonNode row : results.section(Factorisations.NAME)) {
            out.printf(
                    "| %s %s | %d × %d | %,.0f | %,.0f | %s |%n",
                    row.path("work").asText(),
                    row.path("dtype").asText(),
                    row.path("n").asInt(),
                    row.path("batch").asInt(),
                    row.path("microseconds").path("median").asDouble(),
                    row.path("lapackMicroseconds").path("median").asDouble(),
                    Results.text(row.path("timeAgainstLapack")));
        }
    }

    /** Times of libraries, and ours as a part of them: below 1 we are faster. */
    private static void times(PrintStream out, Results results, String section) {
        if (results.section(section).isEmpty()) {
            return;
        }
        out.println();
        out.println("| workload | library | µs, median (best tenth) | quartiles | our time against it |");
        out.println("|---|---|---|---|---|");
        for (JsonNode row : results.section(section)) {
            JsonNode time = row.path("microseconds");
            String begin = "| " + Titles.of(row) + " | " + row.path("library").asText() + " | ";
            if (row.has("excuse")) {
                out.println(begin + row.path("excuse").asText() + " | | |");
                continue;
            }
            out.printf(
                    "%s%,.1f (%,.1f) | %,.1f – %,.1f | %s |%n",
                    begin,
                    time.path("median").asDouble(),
                    time.path("bestTenth").asDouble(),
                    time.path("lowerQuartile").asDouble(),
                    time.path("upperQuartile").asDouble(),
                    Results.text(row.path("timeOfOurs")));
        }
    }

    private static void latencies(PrintStream out, Results results) {
        if (results.section(Peers.LATENCIES).isEmpty()) {
            return;
        }
        out.println();
        out.println("| inference | library | median: µs | p99 | p99.9 | maximum | our median against it | our p99.9 |");
        out.println("|---|---|---|---|---|---|---|---|");
        for (JsonNode row : results.section(Peers.LATENCIES)) {
            String begin = "| " + Titles.of(row) + " | " + row.path("library").asText() + " | ";
            if (row.has("excuse")) {
                out.println(begin + row.path("excuse").asText() + " | | | | | |");
                continue;
            }
            out.printf(
                    "%s%,.2f | %,.1f | %,.1f | %,.0f | %s | %s |%n",
                    begin,
                    row.path("median").path("median").asDouble(),
                    row.path("p99").path("median").asDouble(),
                    row.path("p99.9").path("median").asDouble(),
                    row.path("maximum").path("median").asDouble(),
                    Results.text(row.path("medianOfOurs")),
                    Results.text(row.path("p99.9OfOurs")));
        }
    }

    private static void footprints(PrintStream out, Results results) {
        if (results.section(Peers.FOOTPRINTS).isEmpty()) {
            return;
        }
        out.println();
        out.println("| library | start to first gradient: ms | resident | most resident | jars |");
        out.println("|---|---|---|---|---|");
        for (JsonNode row : results.section(Peers.FOOTPRINTS)) {
            out.printf(
                    "| %s | %s | %s | %s | %s |%n",
                    row.path("library").asText(),
                    row.has("excuse")
                            ? row.path("excuse").asText()
                            : "%,.0f"
                                    .formatted(row.path("firstGradientMilliseconds")
                                            .path("median")
                                            .asDouble()),
                    Results.bytes(row.path("residentBytes").path("median").asDouble()),
                    Results.bytes(row.path("mostResidentBytes").path("median").asDouble()),
                    Results.bytes(row.path("diskBytes").asDouble()));
        }
    }

    /** One line for each product: on one thread, and the engine on several. */
    static void products(PrintStream out, Results results) {
        if (results.section(Products.NAME).isEmpty()) {
            return;
        }
        out.println();
        out.println("| product | m×n×k | type | OpenBLAS, one call: GFLOP/s | engine: GFLOP/s | time against OpenBLAS |"
                + " kernel and tile | without BLAS: GFLOP/s | time against OpenBLAS | engine, 2 threads: GFLOP/s |"
                + " time against OpenBLAS on one | MKL: GFLOP/s | engine's time against MKL |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (JsonNode row : results.section(Products.NAME)) {
            if (row.path("threads").asInt() == 1) {
                out.printf(
                        "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                        row.path("where").asText(),
                        row.path("shape").asText(),
                        row.path("dtype").asText(),
                        rate(row, Products.PLAIN),
                        rate(row, Products.ENGINE),
                        ratio(row, Products.ENGINE),
                        row.path("variants").path(Products.ENGINE).path("how").asText(),
                        rate(row, Products.WITHOUT_BLAS),
                        ratio(row, Products.WITHOUT_BLAS),
                        rate(together(row, results), Products.ENGINE),
                        ratio(together(row, results), Products.ENGINE),
                        hasMkl(row) ? rate(row, Products.MKL) : "",
                        hasMkl(row)
                                ? Results.text(row.path("variants")
                                        .path(Products.ENGINE)
                                        .path("timeAgainstMkl"))
                                : "");
            }
        }
    }

    private static boolean hasMkl(JsonNode row) {
        return row.path("variants").has(Products.MKL);
    }

    /** The same product on several threads. */
    private static JsonNode together(JsonNode alone, Results results) {
        for (JsonNode row : results.section(Products.NAME)) {
            if (row.path("threads").asInt() > 1
                    && row.path("shape").equals(alone.path("shape"))
                    && row.path("dtype").equals(alone.path("dtype"))) {
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
        return Results.text(row.path("variants").path(variant).path("timeAgainstPlain"));
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
                    Results.text(row.path("timeAgainstOneThread")));
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
}
