package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.runtime.Workers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answers to the messages of an evaluation, as GradBench's CONTRIBUTING.md specifies them: a response for each message with
 * its id; a definition or evaluation that fails gets {@code "success": false} and says why.
 */
final class Protocol {
    private final Map<String, Module> modules;
    private final Workers workers;

    Protocol(List<Module> modules, Workers workers) {
        this.modules = modules.stream().collect(Collectors.toMap(Module::name, Function.identity()));
        this.workers = workers;
    }

    /** The response to a message. */
    ObjectNode answer(JsonNode message) {
        ObjectNode response = Json.object();
        response.set("id", message.get("id"));
        switch (message.path("kind").asText()) {
            case "start" -> {
                response.put("tool", "wengert");
                response.putObject("config").put("threads", workers.threads());
            }
            case "define" -> define(message, response);
            case "evaluate" -> evaluate(message, response);
            default -> {} // an analysis, or what later versions send: the id alone
        }
        return response;
    }

    private void define(JsonNode message, ObjectNode response) {
        String module = message.path("module").asText();
        boolean known = modules.containsKey(module);
        response.put("success", known);
        if (!known) {
            response.put("error", unknown("module", module, modules));
        }
    }

    private void evaluate(JsonNode message, ObjectNode response) {
        ArrayNode timings = Json.array();
        try {
            JsonNode output = output(message, timings);
            response.put("success", true);
            response.set("output", output);
        } catch (Exception | OutOfMemoryError | StackOverflowError e) {
            response.put("success", false);
            response.put("error", trace(e));
        }
        response.set("timings", timings);
    }

    private JsonNode output(JsonNode message, ArrayNode timings) {
        Map<String, Module.Function> functions =
                find("module", message.path("module").asText(), modules).functions();
        Module.Function function = find("function", message.path("function").asText(), functions);
        JsonNode input = message.path("input");
        long start = System.nanoTime();
        try (Task task = function.prepare(input, workers)) {
            time(timings, "prepare", System.nanoTime() - start);
            int least = input.path("min_runs").asInt(1);
            long enough = (long) (input.path("min_seconds").asDouble() * 1e9);
            long elapsed = 0;
            for (int runs = 0; runs < least || elapsed < enough; runs++) {
                long before = System.nanoTime();
                task.run();
                long run = System.nanoTime() - before;
                time(timings, "evaluate", run);
                elapsed += run;
            }
            JsonNode answer = task.answer();
            requireFinite(answer);
            return answer;
        }
    }

    /** JSON has no NaN and no infinity, and to some validators of the benchmark NaN is as good as any number. */
    private static void requireFinite(JsonNode answer) {
        if (answer.isContainerNode()) {
            answer.forEach(Protocol::requireFinite);
        } else if (!Double.isFinite(answer.doubleValue())) {
            throw new ArithmeticException("the answer has a number that is not finite: " + answer);
        }
    }

    private static <T> T find(String what, String name, Map<String, T> all) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException(unknown(what, name, all));
        }
        return found;
    }

    private static String unknown(String what, String name, Map<String, ?> all) {
        return "unknown " + what + " '" + name + "'; there are "
                + all.keySet().stream().sorted().toList();
    }

    private static void time(ArrayNode timings, String name, long nanoseconds) {
        timings.addObject().put("name", name).put("nanoseconds", nanoseconds);
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
