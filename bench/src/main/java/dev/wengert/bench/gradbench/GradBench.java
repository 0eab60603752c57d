package dev.wengert.bench.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.gradbench.Session.Answer;
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
import org.jspecify.annotations.Nullable;

/** Holds the evaluations of a checkout of GradBench, each with every tool in turn, and tells what they took. */
public final class GradBench {
    /** The section of the results. */
    public static final String NAME = "gradbench";

    private static final List<String> ALL =
            List.of("hello", "llsq", "lse", "ode", "det", "gmm", "lstm", "kmeans", "ba", "ht", "particle", "saddle");

    private final Map<String, List<String>> tools = new LinkedHashMap<>();
    private final List<List<String>> evaluations = new ArrayList<>();
    private final Results results;
    private String python = "python3";
    private File checkout = new File(".");

    private GradBench(Path tool, List<String> options, Results results) {
        this.results = results;
        tools.put("wengert", List.of(tool.toString()));
        for (int i = 0; i < options.size(); i += 2) {
            if (i + 1 == options.size()) {
                throw new IllegalArgumentException("expected something behind " + options.get(i));
            }
            take(options.get(i), options.get(i + 1));
        }
        if (evaluations.isEmpty()) {
            ALL.forEach(name -> evaluations.add(List.of(name)));
        }
    }

    private void take(String option, String value) {
        switch (option) {
            case "--gradbench" -> checkout = new File(value).getAbsoluteFile();
            case "--python" -> python = value;
            case "--eval" -> evaluations.add(words(value));
            case "--tool" -> {
                int name = value.indexOf('=');
                tools.put(value.substring(0, name), words(value.substring(name + 1)));
            }
            default ->
                throw new IllegalArgumentException(
                        "unknown option " + option + "; there are --gradbench, --python, --eval and --tool");
        }
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    /**
     * Runs what the options say: {@code --gradbench DIR}, {@code --python COMMAND}, {@code --eval "NAME OPTIONS"} for some
     * evaluations instead of all, {@code --tool NAME=COMMAND} for other tools beside ours.
     *
     * @param tool our own
     */
    public static void measure(Path tool, List<String> options, Results results) throws IOException {
        new GradBench(tool, options, results).measure();
        table(System.out, results);
    }

    private void measure() throws IOException {
        if (!new File(checkout, "python/gradbench/gradbench/evals").isDirectory()) {
            throw new IllegalArgumentException("no checkout of GradBench in " + checkout + "; say --gradbench DIR");
        }
        for (List<String> evaluation : evaluations) {
            List<String> command = new ArrayList<>(
                    List.of(python, "python/gradbench/gradbench/evals/" + evaluation.get(0) + "/run.py"));
            command.addAll(evaluation.subList(1, evaluation.size()));
            for (Map.Entry<String, List<String>> tool : tools.entrySet()) {
                System.err.println(String.join(" ", evaluation) + " with " + tool.getKey());
                for (Answer answer : Session.hold(command, tool.getValue(), checkout)) {
                    add(evaluation.get(0), tool.getKey(), answer);
                }
            }
        }
    }

    private void add(String evaluation, String tool, Answer answer) {
        ObjectNode row = results.section(NAME)
                .addObject()
                .put("eval", evaluation)
                .put("function", answer.function())
                .put("input", answer.input())
                .put("tool", tool)
                .put("verdict", answer.verdict())
                .put("prepare", answer.prepare() * 1e-9)
                .put("runs", answer.runs().size());
        if (!answer.runs().isEmpty()) {
            Spread spread = Spread.of(
                    answer.runs().stream().mapToDouble(Double::doubleValue).toArray());
            row.set("seconds", Results.json(spread, 1e-9));
        }
    }

    /** A line for each function and input, with what each tool took. */
    static void table(PrintStream out, Results results) {
        Set<String> tools = new LinkedHashSet<>();
        Map<String, Map<String, JsonNode>> lines = new LinkedHashMap<>();
        for (JsonNode row : results.section(NAME)) {
            String what = "| " + row.get("eval").asText() + " | "
                    + row.get("function").asText() + " | " + row.get("input").asText();
            tools.add(row.get("tool").asText());
            lines.computeIfAbsent(what, line -> new LinkedHashMap<>())
                    .put(row.get("tool").asText(), row);
        }
        out.println("| eval | function | input | " + String.join(" | ", tools) + " |");
        out.println("|---|---|---" + "|---".repeat(tools.size()) + "|");
        lines.forEach((what, byTool) -> {
            out.print(what);
            for (String tool : tools) {
                out.print(" | " + cell(byTool.get(tool)));
            }
            out.println(" |");
        });
    }

    private static String cell(@Nullable JsonNode row) {
        if (row == null) {
            return "";
        }
        String verdict = row.get("verdict").asText();
        return verdict.equals("valid") ? time(row.get("seconds").get("median").asDouble()) : verdict;
    }

    private static String time(double seconds) {
        return seconds < 1e-3
                ? "%.1f µs".formatted(seconds * 1e6)
                : seconds < 1 ? "%.2f ms".formatted(seconds * 1e3) : "%.2f s".formatted(seconds);
    }
}
