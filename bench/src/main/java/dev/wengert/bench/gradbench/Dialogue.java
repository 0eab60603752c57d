package dev.wengert.bench.gradbench;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.wengert.bench.peers.Signals;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tool, and an evaluation that speaks with it alone. Except for when the tool is asked something, it is stopped, so that it
 * disturbs nobody.
 */
final class Dialogue implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // A message holds whole data sets.
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxDocumentLength(-1).build());
    }

    private final String name;
    private final Process evaluation;
    private final Process tool;
    private final BufferedReader messages;
    private final BufferedWriter verdicts;
    private final BufferedReader responses;
    private final BufferedWriter questions;
    private final List<Answer> answers = new ArrayList<>();
    private String message = "";
    private String response = "";

    /** Starts both in the folder of GradBench. */
    Dialogue(String name, List<String> tool, List<String> evaluation, File folder) throws IOException {
        this.name = name;
        this.tool = start(tool, folder);
        this.evaluation = start(evaluation, folder);
        messages = this.evaluation.inputReader();
        verdicts = this.evaluation.outputWriter();
        responses = this.tool.inputReader();
        questions = this.tool.outputWriter();
        Signals.stop(this.tool.pid());
    }

    private static Process start(List<String> command, File folder) throws IOException {
        ProcessBuilder process = new ProcessBuilder(command).directory(folder);
        process.redirectError(ProcessBuilder.Redirect.INHERIT);
        String modules = new File(folder, "python/gradbench").getAbsolutePath();
        process.environment().merge("PYTHONPATH", modules, (before, ours) -> ours + File.pathSeparator + before);
        return process.start();
    }

    /** Gives the evaluation what was answered last, and goes on to what it asks next; null when it asks no more. */
    @Nullable
    Answer next() throws IOException {
        if (!answers.isEmpty()) {
            say(verdicts, response);
        }
        for (String line = messages.readLine(); line != null; line = messages.readLine()) {
            message = line;
            JsonNode said = JSON.readTree(message);
            switch (said.path("kind").asText()) {
                case "evaluate" -> {
                    Answer answer = new Answer(name, said);
                    answers.add(answer);
                    return answer;
                }
                case "analysis" -> answers.get(answers.size() - 1).judge(said);
                default -> {} // the beginning and the definition are for the tool alone
            }
            JsonNode reaction = exchange();
            if (said.path("kind").asText().equals("define")
                    && !reaction.path("success").asBoolean()) {
                fail("not defined: " + Answer.firstLine(reaction.path("error")));
            }
            say(verdicts, response);
        }
        int status = evaluation.onExit().join().exitValue();
        if (status != 0) {
            throw new IOException("the evaluation ended with status " + status);
        }
        return null;
    }

    /** Says the message to the tool, which has its turn until it has responded. */
    JsonNode exchange() throws IOException {
        Signals.proceed(tool.pid());
        say(questions, message);
        String line = responses.readLine();
        if (line == null) {
            throw new EOFException("the tool ended");
        }
        response = line;
        Signals.stop(tool.pid());
        return JSON.readTree(response);
    }

    /** Says why there will be no more answers. */
    void fail(String why) {
        if (answers.isEmpty() || answers.get(answers.size() - 1).isJudged()) {
            answers.add(new Answer(name, MissingNode.getInstance()));
        }
        answers.get(answers.size() - 1).judge(why);
    }

    private static void say(BufferedWriter to, String line) throws IOException {
        to.write(line);
        to.newLine();
        to.flush();
    }

    List<Answer> answers() {
        return answers;
    }

    /** Ends both, and what they started. */
    @Override
    public void close() {
        for (Process process : List.of(evaluation, tool)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
