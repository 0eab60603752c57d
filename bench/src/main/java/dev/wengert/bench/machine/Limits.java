package dev.wengert.bench.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Multiply-adds a second, bytes a second by the size of the arrays, and the time in which the pool gets to work and back. */
public final class Limits {
    /** The section of the results. */
    public static final String NAME = "limits";

    private Limits() {}

    /** Runs the driver. */
    public static void measure(String driver, String libwengert, int rounds, Results results) throws IOException {
        List<String> command = new ArrayList<>(List.of(driver, libwengert, Integer.toString(rounds)));
        int processors = Runtime.getRuntime().availableProcessors();
        for (int threads = 1; threads < processors; threads *= 2) {
            command.add(Integer.toString(threads));
        }
        command.add(Integer.toString(processors));
        try (Driver limits = new Driver(command.toArray(String[]::new))) {
            while (limits.hasNext()) {
                JsonNode line = limits.next();
                for (JsonNode variant : line.path("variants")) {
                    add(line, variant, results);
                }
            }
        }
    }

    private static void add(JsonNode line, JsonNode variant, Results results) {
        String name = variant.path("name").asText();
        ObjectNode row = results.section(NAME).addObject();
        row.put("limit", line.path("limit").asText());
        for (String field : new String[] {"dtype", "set", "bytes", "threads"}) {
            if (line.has(field)) {
                row.set(field, line.get(field));
            }
        }
        row.put("variant", name).put("work", line.path("work").path(name).asDouble());
        row.set("nanoseconds", Results.json(Spread.of(Driver.samples(variant)), 1));
    }

    /**
     * The gigabytes a second that this machine reaches at best with arrays of about so many bytes: of reading, writing, copying
     * and the triad the fastest.
     */
    public static double bandwidth(Results results, double bytes) {
        double nearest = Double.POSITIVE_INFINITY;
        double best = 0;
        for (JsonNode row : results.section(NAME)) {
            if (!isOf(row, "bandwidth") || row.path("threads").asInt() != 1) {
                continue;
            }
            double distance = Math.abs(Math.log(row.path("bytes").asDouble() / bytes));
            double rate = rate(row);
            if (distance < nearest - 1e-9) {
                best = rate;
                nearest = distance;
            } else if (distance < nearest + 1e-9) {
                best = Math.max(best, rate);
            }
        }
        return best;
    }

    /** The billions of operations a second that one thread reaches at best with a set of instructions. */
    public static double operations(Results results, String dtype, String set) {
        double best = 0;
        for (JsonNode row : results.section(NAME)) {
            if (isOf(row, "multiply-adds")
                    && row.path("threads").asInt() == 1
                    && row.path("dtype").asText().equals(dtype)
                    && row.path("variant").asText().equals(set)) {
                best = Math.max(best, rate(row));
            }
        }
        return best;
    }

    /** Work in a nanosecond when nothing disturbs. */
    public static double rate(JsonNode row) {
        return row.path("work").asDouble()
                / row.path("nanoseconds").path("bestTenth").asDouble();
    }

    /** A table for each kind of limit. */
    public static void table(PrintStream out, Results results) {
        Tables.tabulate(
                out,
                results,
                NAME,
                "| multiply-adds | threads | GFLOP/s, best tenth | median |",
                row -> isOf(row, "multiply-adds")
                        ? "| %s, %s | %d | %.0f | %.0f |"
                                .formatted(
                                        row.path("dtype").asText(),
                                        row.path("variant").asText(),
                                        row.path("threads").asInt(),
                                        rate(row),
                                        row.path("work").asDouble()
                                                / row.path("nanoseconds")
                                                        .path("median")
                                                        .asDouble())
                        : "");
        bandwidths(out, results);
        Tables.tabulate(
                out,
                results,
                NAME,
                "| an instruction of the pool | threads | ns, best tenth | median |",
                row -> isOf(row, "barrier")
                        ? "| %s | %d | %.0f | %.0f |"
                                .formatted(
                                        row.path("variant").asText(),
                                        row.path("threads").asInt(),
                                        1 / rate(row),
                                        row.path("nanoseconds").path("median").asDouble()
                                                / row.path("work").asDouble())
                        : "");
    }

    /** A line for every second size of the arrays together, a column for each kind of access. */
    private static void bandwidths(PrintStream out, Results results) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        List<String> kinds = new ArrayList<>();
        for (JsonNode row : results.section(NAME)) {
            boolean isShown = Long.numberOfTrailingZeros(row.path("bytes").asLong()) % 2 == 1;
            if (isOf(row, "bandwidth") && isShown) {
                String line = Results.bytes(row.path("bytes").asDouble()) + " | "
                        + row.path("threads").asInt();
                lines.computeIfAbsent(line, key -> new ArrayList<>()).add("%.0f".formatted(rate(row)));
                String kind = row.path("variant").asText();
                if (!kinds.contains(kind)) {
                    kinds.add(kind);
                }
            }
        }
        if (!lines.isEmpty()) {
            Tables.head(out, "| arrays | threads | " + String.join(": GB/s | ", kinds) + ": GB/s |");
            lines.forEach((line, rates) -> out.println("| " + line + " | " + String.join(" | ", rates) + " |"));
        }
    }

    private static boolean isOf(JsonNode row, String limit) {
        return row.path("limit").asText().equals(limit);
    }
}
