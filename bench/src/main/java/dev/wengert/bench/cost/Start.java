package dev.wengert.bench.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The time from the start of a JVM to its end, by turns: one that does nothing, and one that computes a gradient. */
public final class Start {
    private static final String NAME = "start";
    private static final List<String> VARIANTS = List.of("JVM alone", "JVM with one gradient");

    private Start() {}

    /** Starts each so many times. */
    public static void measure(Results results, int rounds) throws IOException, InterruptedException {
        double[][] times = new double[VARIANTS.size()][rounds];
        for (int round = -1; round < rounds; round++) {
            for (int variant = 0; variant < VARIANTS.size(); variant++) {
                double time = variant == 0 ? time(FirstGradient.NOTHING) : time();
                times[variant][Math.max(0, round)] = time;
            }
        }
        for (int variant = 0; variant < VARIANTS.size(); variant++) {
            results.section(NAME)
                    .addObject()
                    .put("variant", VARIANTS.get(variant))
                    .set("milliseconds", Results.json(Spread.of(times[variant]), 1e-6));
        }
        table(System.out, results);
    }

    private static double time(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FirstGradient.class.getName()));
        command.addAll(Arrays.asList(arguments));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed");
        }
        return System.nanoTime() - start;
    }

    /** One line for each variant. */
    public static void table(PrintStream out, Results results) {
        if (results.section(NAME).isEmpty()) {
            return;
        }
        out.println();
        out.println("| start | ms, median (best tenth) |");
        out.println("|---|---|");
        for (JsonNode row : results.section(NAME)) {
            JsonNode time = row.path("milliseconds");
            out.printf(
                    "| %s | %.0f (%.0f) |%n",
                    row.path("variant").asText(),
                    time.path("median").asDouble(),
                    time.path("bestTenth").asDouble());
        }
    }
}
