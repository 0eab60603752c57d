package dev.wengert.bench.gradbench;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One session of GradBench's protocol: what stands between an evaluation and a tool, and writes down what it hears. */
final class Session {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // A message holds whole data sets.
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxDocumentLength(-1).build());
    }

    private final List<Answer> answers = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();

    /**
     * What a tool said to a message.
     *
     * @param verdict of the evaluation, or why there is none
     * @param prepare nanoseconds, 0 if the tool says none
     * @param runs nanoseconds of each
     */
    record Answer(String function, String input, String verdict, double prepare, List<Double> runs) {
        boolean valid() {
            return verdict.equals("valid");
        }
    }

    /** Lets an evaluation and a tool, both started in the folder, speak with each other until one of them ends. */
    static List<Answer> hold(List<String> evaluation, List<String> tool, File folder) throws IOException {
        Process asks = start(evaluation, folder);
        Process answers = start(tool, folder);
        try {
            Session session = new Session();
            session.forward(asks, answers);
            return session.answers;
        } finally {
            end(asks);
            end(answers);
        }
    }

    private static Process start(List<String> command, File folder) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command).directory(folder);
        process.redirectError(ProcessBuilder.Redirect.INHERIT);
        String modules = new File(folder, "python/gradbench").getAbsolutePath();
        process.environment().merge("PYTHONPATH", modules, (before, ours) -> ours + File.pathSeparator + before);
        return process.start();
    }

    private void forward(Process asks, Process tool) throws IOException {
        try (BufferedReader messages = asks.inputReader();
                BufferedWriter verdicts = asks.outputWriter();
                BufferedReader responses = tool.inputReader();
                BufferedWriter questions = tool.outputWriter()) {
            for (String message = messages.readLine(); message != null; message = messages.readLine()) {
                say(questions, message);
                String response = responses.readLine();
                if (response == null) {
                    answers.add(new Answer("", "", "the tool ended", 0, List.of()));
                    return;
                }
                note(JSON.readTree(message), JSON.readTree(response));
                say(verdicts, response);
            }
        }
    }

    private static void say(BufferedWriter to, String line) throws IOException {
        to.write(line);
        to.newLine();
        to.flush();
    }

    private void note(JsonNode message, JsonNode response) {
        switch (message.path("kind").asText()) {
            case "define" -> {
                if (!response.path("success").asBoolean()) {
                    answers.add(new Answer("", "", "not defined: " + firstLine(response.path("error")), 0, List.of()));
                }
            }
            case "evaluate" -> {
                places.put(message.path("id").asInt(), answers.size());
                answers.add(answer(message, response));
            }
            case "analysis" -> {
                int place = places.getOrDefault(message.path("of").asInt(), -1);
                boolean valid = message.path("valid").asBoolean();
                Answer answer = answers.get(place);
                answers.set(
                        place,
                        new Answer(
                                answer.function(),
                                answer.input(),
                                valid ? "valid" : "invalid: " + firstLine(message.path("error")),
                                answer.prepare(),
                                answer.runs()));
            }
            default -> {} // the beginning, which says nothing that is measured
        }
    }

    private static Answer answer(JsonNode message, JsonNode response) {
        double prepare = 0;
        List<Double> runs = new ArrayList<>();
        for (JsonNode timing : response.path("timings")) {
            double nanoseconds = timing.path("nanoseconds").asDouble();
            if (timing.path("name").asText().equals("evaluate")) {
                runs.add(nanoseconds);
            } else {
                prepare += nanoseconds;
            }
        }
        boolean success = response.path("success").asBoolean();
        return new Answer(
                message.path("function").asText(),
                message.path("description").asText(),
                success ? "not judged" : "failed: " + firstLine(response.path("error")),
                prepare,
                runs);
    }

    private static String firstLine(JsonNode text) {
        return text.asText().lines().findFirst().orElse("");
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
