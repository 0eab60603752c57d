package dev.wengert.bench.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Ratio;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Elementary functions beside glibc's libmvec and SLEEF, where they are installed, with the largest error of each: SLEEF
 * promises one unit in the last place, u35 three and a half, libmvec four.
 */
public final class VectorMaths {
    /** The section of the results. */
    public static final String NAME = "vectorMaths";

    /** Our own variant, the first of each row. */
    public static final String OURS = "Wengert";

    private VectorMaths() {}

    /** Runs the driver of one type. */
    public static void measure(String driver, String libwengert, int rounds, Results results) throws IOException {
        try (Driver maths = new Driver(driver, libwengert, Integer.toString(rounds))) {
            while (maths.hasNext()) {
                JsonNode line = maths.next();
                double[] ours = Driver.samples(line.path("variants").path(0));
                ObjectNode row = results.section(NAME).addObject();
                for (String field : new String[] {"function", "dtype", "elements", "bytes"}) {
                    row.set(field, line.get(field));
                }
                ObjectNode variants = row.putObject("variants");
                for (JsonNode variant : line.path("variants")) {
                    String name = variant.path("name").asText();
                    double[] times = Driver.samples(variant);
                    ObjectNode found = variants.putObject(name);
                    found.set("units", line.path("units").get(name));
                    found.set("nanoseconds", Results.json(Spread.of(times), 1));
                    found.set("timeOfOurs", Results.json(Ratio.of(ours, times)));
                }
            }
        }
    }

    /** A line for each function and type; sizes one after the other in a cell. */
    public static void table(PrintStream out, Results results) {
        Map<String, List<JsonNode>> lines = new LinkedHashMap<>();
        Set<String> others = new LinkedHashSet<>();
        Set<String> sizes = new LinkedHashSet<>();
        for (JsonNode row : results.section(NAME)) {
            lines.computeIfAbsent(
                            row.path("function").asText() + " | "
                                    + row.path("dtype").asText(),
                            line -> new ArrayList<>())
                    .add(row);
            sizes.add(Results.bytes(row.path("bytes").asDouble()));
            row.path("variants").fieldNames().forEachRemaining(others::add);
        }
        if (lines.isEmpty()) {
            return;
        }
        others.remove(OURS);
        StringBuilder head = new StringBuilder("| function | type | numbers a ns | error |");
        others.forEach(name -> head.append(" time against ").append(name).append(" | its error |"));
        Tables.head(out, head.toString());
        lines.forEach((line, rows) -> {
            StringBuilder text = new StringBuilder("| " + line + " | ");
            text.append(String.join(", ", rows.stream().map(VectorMaths::rate).toList()));
            text.append(" | ").append(error(rows, OURS)).append(" |");
            for (String name : others) {
                boolean has = rows.get(0).path("variants").has(name);
                text.append(' ')
                        .append(
                                has
                                        ? String.join(
                                                ", ",
                                                rows.stream()
                                                        .map(row -> ratio(row, name))
                                                        .toList())
                                        : "")
                        .append(" | ")
                        .append(has ? error(rows, name) : "")
                        .append(" |");
            }
            out.println(text);
        });
        out.println();
        out.println("Operands and results of " + String.join(", ", sizes)
                + " in all; errors in units in the last place, the largest of 2¹⁸ random arguments.");
    }

    private static String rate(JsonNode row) {
        JsonNode time = row.path("variants").path(OURS).path("nanoseconds").path("median");
        return "%.2f".formatted(row.path("elements").asDouble() / time.asDouble());
    }

    private static String ratio(JsonNode row, String name) {
        return "%.2f"
                .formatted(row.path("variants")
                        .path(name)
                        .path("timeOfOurs")
                        .path("median")
                        .asDouble());
    }

    private static String error(List<JsonNode> rows, String name) {
        return "%.2f"
                .formatted(rows.stream()
                        .mapToDouble(row ->
                                row.path("variants").path(name).path("units").asDouble())
                        .max()
                        .orElse(0));
    }
}
