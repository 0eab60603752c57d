package dev.wengert.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.bench.Results;
import dev.wengert.bench.Tables;
import dev.wengert.bench.Titles;
import dev.wengert.bench.peers.Peers;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What other libraries take, a line for each workload and a column for each library. */
public final class PeerTables {
    private static final String FAILED = "failed";

    private PeerTables() {}

    /** Training steps. */
    public static void training(PrintStream out, Results results) {
        times(
                out,
                results,
                Peers.TRAINING,
                "| workload | batch | rule | threads |",
                row -> "| %s | %,d | %s | %d |"
                        .formatted(
                                row.path("workload").asText(),
                                row.path("batch").asInt(),
                                row.path("rule").asText().equals("SGD") ? "SGD" : "Adam",
                                row.path("threads").asInt()));
    }

    /** Chains of elementwise operators. */
    public static void chains(PrintStream out, Results results) {
        times(
                out,
                results,
                Peers.CHAINS,
                "| floats | what | threads |",
                row -> "| %,d | %s | %d |"
                        .formatted(
                                row.path("elements").asInt(),
                                row.path("gradient").asBoolean() ? "gradient" : "forward",
                                row.path("threads").asInt()));
    }

    private static void times(
            PrintStream out, Results results, String section, String begin, Function<JsonNode, String> key) {
        pivot(
                out,
                results,
                section,
                begin,
                key,
                List.of(new Column("µs", PeerTables::microseconds)),
                List.of(new Column("", row -> Results.text(row.path("timeOfOurs")))));
    }

    /** Latencies of inference: ours, and what parts of the others' ours are. */
    public static void latencies(PrintStream out, Results results) {
        pivot(
                out,
                results,
                Peers.LATENCIES,
                "| network | batch | callers | garbage |",
                row -> "| %s | %d | %d | %s |"
                        .formatted(
                                row.path("workload").asText(),
                                row.path("batch").asInt(),
                                row.path("callers").asInt(),
                                row.path("garbageBytesPerSecond").asLong() > 0 ? "yes" : "no"),
                List.of(
                        new Column("median, µs", row -> latency(row, "median")),
                        new Column("p99", row -> latency(row, "p99")),
                        new Column("p99.9", row -> latency(row, "p99.9")),
                        new Column("maximum", row -> latency(row, "maximum"))),
                List.of(
                        new Column("median", row -> Results.text(row.path("medianOfOurs"))),
                        new Column("p99.9", row -> Results.text(row.path("p99.9OfOurs")))));
    }

    /** What each library takes before and while it trains. */
    public static void footprints(PrintStream out, Results results) {
        Tables.tabulate(
                out,
                results,
                Peers.FOOTPRINTS,
                "| library | start to first gradient: ms | resident | most resident | jars |",
                row -> "| %s | %s | %s | %s | %s |"
                        .formatted(
                                row.path("library").asText(),
                                row.has("excuse")
                                        ? row.path("excuse").asText()
                                        : "%,.0f"
                                                .formatted(row.path("firstGradientMilliseconds")
                                                        .path("median")
                                                        .asDouble()),
                                bytes(row.path("residentBytes").path("median")),
                                bytes(row.path("mostResidentBytes").path("median")),
                                bytes(row.path("diskBytes"))));
    }

    private record Column(String name, Function<JsonNode, String> cell) {}

    /**
     * A line for each workload.
     *
     * @param begin the head's columns that tell workloads apart
     * @param key the same of a row
     * @param ours columns of this engine
     * @param theirs columns of each other library that took part
     */
    private static void pivot(
            PrintStream out,
            Results results,
            String section,
            String begin,
            Function<JsonNode, String> key,
            List<Column> ours,
            List<Column> theirs) {
        Map<String, Map<String, JsonNode>> lines = new LinkedHashMap<>();
        Set<String> libraries = new LinkedHashSet<>();
        Map<String, Set<String>> excuses = new LinkedHashMap<>();
        for (JsonNode row : results.section(section)) {
            String library = row.path("library").asText();
            lines.computeIfAbsent(key.apply(row), line -> new LinkedHashMap<>()).put(library, row);
            if (row.has("excuse")) {
                excuses.computeIfAbsent(library + ": " + row.path("excuse").asText(), excuse -> new LinkedHashSet<>())
                        .add(Titles.of(row));
            } else if (!library.equals(Peers.OURS)) {
                libraries.add(library);
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder head = new StringBuilder(begin);
        ours.forEach(column -> head.append(' ')
                .append(Peers.OURS)
                .append(": ")
                .append(column.name)
                .append(" |"));
        for (String library : libraries) {
            theirs.forEach(column -> head.append(' ')
                    .append(library)
                    .append(column.name.isEmpty() ? "" : ": " + column.name)
                    .append(" |"));
        }
        Tables.head(out, head.toString());
        lines.forEach((line, byLibrary) -> {
            StringBuilder text = new StringBuilder(line);
            ours.forEach(column -> text.append(cell(byLibrary.get(Peers.OURS), column)));
            for (String library : libraries) {
                theirs.forEach(column -> text.append(cell(byLibrary.get(library), column)));
            }
            out.println(text);
        });
        excuses(out, excuses, lines.size());
    }

    private static void excuses(PrintStream out, Map<String, Set<String>> excuses, int workloads) {
        if (!excuses.isEmpty()) {
            out.println();
        }
        excuses.forEach((excuse, titles) -> {
            List<String> some = new ArrayList<>(titles);
            String where = titles.size() == workloads ? "all" : String.join("; ", some);
            out.println("- " + excuse + " (" + where + ")");
        });
    }

    private static String cell(@Nullable JsonNode row, Column column) {
        if (row == null) {
            return "  |";
        }
        String excuse = row.path("excuse").asText();
        return " " + (excuse.isEmpty() ? column.cell.apply(row) : word(excuse)) + " |";
    }

    private static String word(String excuse) {
        return excuse.startsWith("unsupported") ? "–" : excuse.startsWith(FAILED) ? FAILED : "differs";
    }

    private static String microseconds(JsonNode row) {
        return "%,.1f".formatted(row.path("microseconds").path("median").asDouble());
    }

    private static String latency(JsonNode row, String part) {
        double microseconds = row.path(part).path("median").asDouble();
        return microseconds < 100 ? "%.1f".formatted(microseconds) : "%,.0f".formatted(microseconds);
    }

    private static String bytes(JsonNode number) {
        return number.isMissingNode() ? "" : Results.bytes(number.asDouble());
    }
}
