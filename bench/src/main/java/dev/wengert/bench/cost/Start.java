package dev.wengert.bench.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.Tables;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The time from the start of a JVM to its end, by turns: one that does nothing, and one that computes a gradient. */
public final class Start {
    /** The section of the results. */
    public static final String NAME = "start";

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
        long start = System.nanoTime();
        Jvm.run(FirstGradient.class, List.of(), arguments);
        return System.nanoTime() - start;
    }

    /** One line for each variant. */
    public static void table(PrintStream out, Results results) {
        Tables.tabulate(out, results, NAME, "| start | ms, median (best tenth) |", row -> {
            JsonNode time = row.path("milliseconds");
            return "| %s | %.0f (%.0f) |"
                    .formatted(
                            row.path("variant").asText(),
                            time.path("median").asDouble(),
                            time.path("bestTenth").asDouble());
        });
    }
}
