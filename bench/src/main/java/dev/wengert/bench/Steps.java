package dev.wengert.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.runtime.Workers;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** The training step of the MLP: samples per second by turns on one thread and on several. */
final class Steps {
    static final String NAME = "steps";

    private static final int ROUNDS = 101;
    private static final long SLICE = 10_000_000;

    private Steps() {}

    static void measure(int threads, Results results) {
        Program program = Program.compile(Workloads.mlpStep());
        try (var inputs = Workloads.MlpInputs.random();
                Workers several = Workers.of(threads);
                Session alone = program.open();
                Session together = program.open(several)) {
            inputs.bindTo(alone);
            inputs.bindTo(together);
            alone.run();
            together.run();
            if (alone.value("loss") != together.value("loss")) {
                throw new IllegalStateException("the losses differ: " + alone.value("loss") + " on one thread, "
                        + together.value("loss") + " on " + threads);
            }
            Map<String, Runnable> variants = new LinkedHashMap<>();
            variants.put("1 thread", alone::run);
            variants.put(threads + " threads", together::run);
            Map<String, double[]> times = Turns.time(variants, ROUNDS, SLICE);
            double[] base = times.values().iterator().next();
            times.forEach((name, samples) -> {
                ObjectNode row = results.section(NAME).addObject();
                row.put("step", Workloads.MLP).put("variant", name);
                row.put("samples", Workloads.BATCH).put("peakBytes", program.peakBytes());
                row.set("microseconds", Results.json(Spread.of(samples), 1e-3));
                row.set("timeAgainstOneThread", Results.json(Ratio.of(samples, base)));
            });
        }
        table(System.out, results);
    }

    /** One line for each number of threads. */
    static void table(PrintStream out, Results results) {
        Tables.tabulate(
                out,
                results,
                NAME,
                "| training step | threads | samples/s, median (best tenth) | µs, quartiles | time against one thread"
                        + " |",
                row -> {
                    JsonNode time = row.path("microseconds");
                    double samples = row.path("samples").asDouble() * 1e6;
                    return "| %s | %s | %,.0f (%,.0f) | %.0f – %.0f | %s |"
                            .formatted(
                                    row.path("step").asText(),
                                    row.path("variant").asText(),
                                    samples / time.path("median").asDouble(),
                                    samples / time.path("bestTenth").asDouble(),
                                    time.path("lowerQuartile").asDouble(),
                                    time.path("upperQuartile").asDouble(),
                                    Results.text(row.path("timeAgainstOneThread")));
                });
    }
}
