package dev.wengert.gradbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wengert.runtime.Workers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The protocol as GradBench's CONTRIBUTING.md specifies it, line by line. */
final class ToolTest {
    @Test
    void answersASession() throws Exception {
        List<JsonNode> responses = session("""
            { "id": 0, "kind": "start", "eval": "hello" }
            { "id": 1, "kind": "define", "module": "hello" }
            { "id": 2, "kind": "evaluate", "module": "hello", "function": "square", "input": 3.0 }
            { "id": 3, "kind": "analysis", "of": 2, "valid": true }
            """);
        assertThat(responses).hasSize(4);
        assertThat(responses.get(0).get("id").asInt()).isZero();
        assertThat(responses.get(0).get("tool").asText()).isEqualTo("wengert");
        assertThat(responses.get(1).toString()).isEqualTo("{\"id\":1,\"success\":true}");
        assertThat(responses.get(2).get("success").asBoolean()).isTrue();
        assertThat(responses.get(2).get("output").asDouble()).isEqualTo(9);
        assertThat(responses.get(3).toString()).isEqualTo("{\"id\":3}");
    }

    @Test
    void runsAsOftenAsIsAskedAndTimesEachRun() throws Exception {
        JsonNode timings = evaluated("lse", "primal", "{\"x\": [1, 2], \"min_runs\": 5, \"min_seconds\": 0}")
                .get("timings");
        assertThat(names(timings))
                .containsExactly("prepare", "evaluate", "evaluate", "evaluate", "evaluate", "evaluate");
        timings.forEach(timing ->
                assertThat(timing.get("nanoseconds").isIntegralNumber()).isTrue());
    }

    @Test
    void runsAsLongAsIsAsked() throws Exception {
        JsonNode timings = evaluated("lse", "primal", "{\"x\": [1, 2], \"min_runs\": 1, \"min_seconds\": 0.02}")
                .get("timings");
        long evaluating = 0;
        for (JsonNode timing : timings) {
            if (timing.get("name").asText().equals("evaluate")) {
                evaluating += timing.get("nanoseconds").longValue();
            }
        }
        assertThat(evaluating).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void knowsAllModulesOfTheBenchmark() throws Exception {
        for (String module : List.of(
                "hello", "llsq", "lse", "ode", "det", "gmm", "lstm", "kmeans", "ba", "ht", "particle", "saddle")) {
            JsonNode response = session("{ \"id\": 1, \"kind\": \"define\", \"module\": \"" + module + "\" }")
                    .get(0);
            assertThat(response.get("success").asBoolean()).as(module).isTrue();
        }
    }

    @Test
    void saysThatAModuleIsUnknown() throws Exception {
        JsonNode response = session("{ \"id\": 1, \"kind\": \"define\", \"module\": \"fft\" }")
                .get(0);
        assertThat(response.get("success").asBoolean()).isFalse();
        assertThat(response.get("error").asText()).startsWith("unknown module 'fft'; there are [");
    }

    @Test
    void saysThatAFunctionIsUnknown() throws Exception {
        JsonNode response = evaluated("lse", "hessian", "{}");
        assertThat(response.get("success").asBoolean()).isFalse();
        assertThat(response.has("output")).isFalse();
        assertThat(response.get("error").asText()).contains("unknown function 'hessian'; there are [gradient, primal]");
    }

    @Test
    void anInputThatIsWrongIsAnErrorAndNoEnd() throws Exception {
        List<JsonNode> responses = session("""
            {"id": 1, "kind": "evaluate", "module": "lse", "function": "primal", "input": {"x": ["a"]}}
            {"id": 2, "kind": "evaluate", "module": "lse", "function": "primal", "input": {}}
            {"id": 3, "kind": "evaluate", "module": "hello", "function": "square", "input": 2}
            """);
        assertThat(responses.get(0).get("success").asBoolean()).isFalse();
        assertThat(responses.get(0).get("error").asText()).contains("expected a number, found \"a\"");
        assertThat(responses.get(1).get("success").asBoolean()).isFalse();
        assertThat(responses.get(2).get("output").asDouble()).isEqualTo(4);
    }

    @Test
    void anAnswerThatIsNotFiniteIsAnError() throws Exception {
        JsonNode response = evaluated("hello", "square", "1e200");
        assertThat(response.get("success").asBoolean()).isFalse();
        assertThat(response.get("error").asText()).contains("not finite");
    }

    private static List<String> names(JsonNode timings) {
        List<String> names = new ArrayList<>();
        timings.forEach(timing -> names.add(timing.get("name").asText()));
        return names;
    }

    private static JsonNode evaluated(String module, String function, String input) throws Exception {
        return session("{\"id\": 1, \"kind\": \"evaluate\", \"module\": \"" + module + "\", \"function\": \"" + function
                        + "\", \"input\": " + input + "}")
                .get(0);
    }

    private static List<JsonNode> session(String messages) throws Exception {
        ByteArrayOutputStream responses = new ByteArrayOutputStream();
        try (Workers workers = Workers.of(1)) {
            Tool.serve(
                    new Protocol(Tool.MODULES, workers),
                    new ByteArrayInputStream(messages.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(responses, true, StandardCharsets.UTF_8));
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : responses.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
