package dev.wengert.bench.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wengert.bench.workload.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** A program of bench/native, which answers with lines of JSON. */
public final class Driver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String program;
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    /** Starts it. */
    public Driver(String... command) throws IOException {
        program = command[0];
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("BENCH_SEED", Integer.toString(Seed.VALUE));
        process = builder.start();
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Its answer to a question. */
    public JsonNode ask(String question) throws IOException {
        questions.write(question);
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the driver " + program + " gave no answer to: " + question.strip());
        }
        return JSON.readTree(answer);
    }

    /** Whether it has more to say without being asked. */
    boolean hasNext() throws IOException {
        answers.mark(1);
        int next = answers.read();
        answers.reset();
        return next >= 0;
    }

    /** What it says without being asked. */
    JsonNode next() throws IOException {
        return JSON.readTree(answers.readLine());
    }

    /** The nanoseconds of a variant, round by round. */
    public static double[] samples(JsonNode variant) {
        JsonNode times = variant.path("nanoseconds");
        double[] samples = new double[times.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = times.get(i).asDouble();
        }
        return samples;
    }

    /**
     * Waits for its end.
     *
     * @throws IOException if it failed
     */
    @Override
    public void close() throws IOException {
        questions.close();
        process.onExit().join();
        if (process.exitValue() != 0) {
            throw new IOException("the driver " + program + " failed");
        }
    }
}
