package dev.wengert.bench.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Ratio;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a tool said to a question of an evaluation, which is asked again in each round. */
final class Answer {
    static final String VALID = "valid";
    private static final String NOT_JUDGED = "not judged";

    private final String tool;
    private final String function;
    private final String input;
    private final List<double[]> rounds = new ArrayList<>();
    private double prepare;
    private String verdict = NOT_JUDGED;

    Answer(String tool, JsonNode question) {
        this.tool = tool;
        this.function = question.path("function").asText();
        this.input = question.path("description").asText(question.path("input").asText());
    }

    /** Whether both answer the same question. */
    boolean isBeside(Answer other) {
        return function.equals(other.function) && input.equals(other.input);
    }

    /** Takes what was said in one round. What was prepared counts as it was the first time. */
    void take(JsonNode response) {
        if (!response.path("success").asBoolean()) {
            judge("failed: " + firstLine(response.path("error")));
            return;
        }
        List<Double> runs = new ArrayList<>();
        for (JsonNode timing : response.path("timings")) {
            double nanoseconds = timing.path("nanoseconds").asDouble();
            if (timing.path("name").asText().equals("evaluate")) {
                runs.add(nanoseconds);
            } else if (rounds.isEmpty()) {
                prepare += nanoseconds;
            }
        }
        rounds.add(runs.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Takes what an evaluation found. */
    void judge(JsonNode analysis) {
        judge(analysis.path("valid").asBoolean() ? VALID : "invalid: " + firstLine(analysis.path("error")));
    }

    /** Takes a reason why there is no verdict of an evaluation. */
    void judge(String why) {
        verdict = why;
    }

    boolean isJudged() {
        return !verdict.equals(NOT_JUDGED);
    }

    ObjectNode row(String evaluation) {
        double[] runs = rounds.stream().flatMapToDouble(Arrays::stream).toArray();
        ObjectNode row = Results.object()
                .put("eval", evaluation)
                .put("function", function)
                .put("input", input)
                .put("tool", tool)
                .put("verdict", verdict);
        if (runs.length > 0) {
            row.put("rounds", rounds.size()).put("runs", runs.length);
            row.put("prepareMicroseconds", Math.round(prepare * 1e-3));
            row.set("microseconds", Results.json(Spread.of(runs), 1e-3));
        }
        return row;
    }

    /** How this time compares with that of another tool, round by round. */
    Ratio against(Answer other) {
        int both = Math.min(rounds.size(), other.rounds.size());
        return Ratio.of(medians(both), other.medians(both));
    }

    boolean isTimed() {
        return verdict.equals(VALID) && !rounds.isEmpty() && rounds.stream().allMatch(runs -> runs.length > 0);
    }

    private double[] medians(int count) {
        return rounds.stream()
                .limit(count)
                .mapToDouble(runs -> Spread.of(runs).median())
                .toArray();
    }

    /** The first line of a message that may be long. */
    static String firstLine(JsonNode text) {
        return text.asText().lines().findFirst().orElse("");
    }
}
