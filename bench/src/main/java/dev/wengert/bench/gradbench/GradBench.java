package dev.wengert.bench.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Results;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the evaluations of a checkout of GradBench, each with all tools by turns, and tells what they took. */
public final class GradBench {
    /** The section of the results. */
    public static final String NAME = "gradbench";

    private static final String OURS = "wengert";
    private static final String RATIO = "timeOfOurs";

    private final Map<String, List<String>> tools = new LinkedHashMap<>();
    private final List<Evaluation> chosen = new ArrayList<>();
    private List<Evaluation> byDefault = Evaluation.brief();
    private String python = "python3";
    private File checkout = new File(".");
    private int rounds = 7;
    private int timeout = 600;
    private double seconds = 0.1;

    private GradBench(Path tool, List<String> options) {
        tools.put(OURS, List.of(tool.toString()));
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).equals("--whole")) {
                byDefault = Evaluation.whole();
            } else if (i + 1 == options.size()) {
                throw new IllegalArgumentException("expected something behind " + options.get(i));
            } else {
                take(options.get(i), options.get(++i));
            }
        }
        if (!new File(checkout, "python/gradbench/gradbench/evals").isDirectory()) {
            throw new IllegalArgumentException("no checkout of GradBench in " + checkout + "; say --gradbench DIR");
        }
    }

    private void take(String option, String value) {
        switch (option) {
            case "--gradbench" -> checkout = new File(value).getAbsoluteFile();
            case "--python" -> python = value;
            case "--eval" -> chosen.add(Evaluation.parse(value));
            case "--rounds" -> rounds = Integer.parseInt(value);
            case "--seconds" -> seconds = Double.parseDouble(value);
            case "--timeout" -> timeout = Integer.parseInt(value);
            case "--peer" -> {
                int name = value.indexOf('=');
                if (name < 1) {
                    throw new IllegalArgumentException("expected --peer NAME=COMMAND, found " + value);
                }
                tools.put(
                        value.substring(0, name),
                        List.of(value.substring(name + 1).strip().split("\\s+")));
            }
            default ->
                throw new IllegalArgumentException("unknown option " + option + "; there are --gradbench, --python,"
                        + " --eval, --whole, --peer, --rounds, --seconds and --timeout");
        }
    }

    /**
     * Runs what the options say; bench/gradbench/README.md has them.
     *
     * @param tool our own
     * @param file where the results are written after each evaluation
     */
    public static void measure(Path tool, List<String> options, Results results, Path file) throws IOException {
        GradBench bench = new GradBench(tool, options);
        for (Evaluation evaluation : bench.chosen.isEmpty() ? bench.byDefault : bench.chosen) {
            System.err.println(evaluation);
            bench.hold(evaluation, results);
            results.write(file);
        }
        table(System.out, results);
    }

    private void hold(Evaluation evaluation, Results results) throws IOException {
        List<List<Answer>> answers =
                Session.hold(evaluation.command(python, seconds), tools, checkout, rounds, timeout);
        for (List<Answer> ofTool : answers) {
            for (Answer answer : ofTool) {
                ObjectNode row = answer.row(evaluation.name());
                answers.get(0).stream()
                        .filter(ours -> ours != answer && ours.isBeside(answer) && ours.isTimed() && answer.isTimed())
                        .findFirst()
                        .ifPresent(ours -> row.set(RATIO, Results.json(ours.against(answer))));
                results.section(NAME).add(row);
            }
        }
    }

    /** A table for each evaluation, with a line for each function and input; below 1 we are faster than the tool before. */
    public static void table(PrintStream out, Results results) {
        Set<String> evaluations = new LinkedHashSet<>();
        Set<String> tools = new LinkedHashSet<>();
        for (JsonNode row : results.section(NAME)) {
            evaluations.add(row.path("eval").asText());
            tools.add(row.path("tool").asText());
        }
        for (String evaluation : evaluations) {
            out.println();
            out.print("| GradBench: " + evaluation + " | ");
            tools.forEach(tool -> out.print(
                    tool.equals(OURS)
                            ? tool + ", preparing | " + tool + " |"
                            : " " + tool + " | our time against it |"));
            out.println();
            out.println("|---|---" + "|---|---".repeat(tools.size() - 1) + "|---|");
            lines(results, evaluation).forEach((what, byTool) -> {
                out.print("| " + what + " |");
                tools.forEach(tool -> out.print(cells(tool, byTool.getOrDefault(tool, Results.object()))));
                out.println();
            });
        }
    }

    /** What each tool said, by function and input. */
    private static Map<String, Map<String, JsonNode>> lines(Results results, String evaluation) {
        Map<String, Map<String, JsonNode>> lines = new LinkedHashMap<>();
        for (JsonNode row : results.section(NAME)) {
            if (row.path("eval").asText().equals(evaluation)) {
                String what =
                        (row.path("function").asText() + " " + row.path("input").asText()).strip();
                lines.computeIfAbsent(what, line -> new LinkedHashMap<>())
                        .put(row.path("tool").asText(), row);
            }
        }
        return lines;
    }

    private static String cells(String tool, JsonNode row) {
        JsonNode time = row.path("microseconds").path("median");
        String verdict = row.path("verdict").asText();
        String median = verdict.equals(Answer.VALID) ? time(time.asDouble()) : verdict;
        if (tool.equals(OURS)) {
            JsonNode prepare = row.path("prepareMicroseconds");
            return " " + (prepare.isMissingNode() ? "" : time(prepare.asDouble())) + " | " + median + " |";
        }
        return " " + median + " | " + (row.has(RATIO) ? Results.text(row.path(RATIO)) : "") + " |";
    }

    private static String time(double microseconds) {
        if (microseconds < 1) {
            return "%.0f ns".formatted(microseconds * 1e3);
        }
        return microseconds < 1e3
                ? "%.1f µs".formatted(microseconds)
                : microseconds < 1e6
                        ? "%.2f ms".formatted(microseconds * 1e-3)
                        : "%.2f s".formatted(microseconds * 1e-6);
    }
}
