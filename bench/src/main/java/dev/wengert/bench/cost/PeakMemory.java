package dev.wengert.bench.cost;

import dev.wengert.bench.Results;
import dev.wengert.bench.Tables;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Rule;
import dev.wengert.bench.workload.Training;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The memory that a training step takes, as planned before its first run, as allocated, and as the process grows by it. */
public final class PeakMemory {
    /** The section of the results. */
    public static final String NAME = "peakMemory";

    private static final List<Training> STEPS = List.of(
            new Training(Network.MLP, 128, Rule.SGD),
            new Training(Network.MLP, 128, Rule.ADAM),
            new Training(Network.LENET, 64, Rule.ADAM),
            new Training(Network.CNN, 32, Rule.ADAM),
            new Training(Network.LSTM, 32, Rule.ADAM),
            new Training(Network.TRANSFORMER, 32, Rule.ADAM));

    /** All of the heap is touched at once, so that it does not grow meanwhile. */
    private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

    private PeakMemory() {}

    /** Each step in a JVM of its own. */
    public static void measure(Results results) throws IOException, InterruptedException {
        for (Training step : STEPS) {
            String[] bytes = Jvm.run(
                            StepMemory.class,
                            HEAP,
                            step.network().name(),
                            Integer.toString(step.batch()),
                            step.rule().name())
                    .strip()
                    .split(" ", -1);
            results.section(NAME)
                    .addObject()
                    .put("workload", step.network().title())
                    .put("batch", step.batch())
                    .put("rule", step.rule().name())
                    .put("peakBytes", Long.parseLong(bytes[0]))
                    .put("allocatedBytes", Long.parseLong(bytes[1]))
                    .put("residentBytes", Long.parseLong(bytes[2]));
        }
        table(System.out, results);
    }

    /** One line for each step. */
    public static void table(PrintStream out, Results results) {
        Tables.tabulate(
                out,
                results,
                NAME,
                "| training step | planned | allocated with instructions and addresses | growth of the process without"
                        + " inputs |",
                row -> "| %s, batch %d, %s | %s | %s | %s |"
                        .formatted(
                                row.path("workload").asText(),
                                row.path("batch").asInt(),
                                row.path("rule").asText(),
                                Results.bytes(row.path("peakBytes").asDouble()),
                                Results.bytes(row.path("allocatedBytes").asDouble()),
                                Results.bytes(row.path("residentBytes").asDouble())));
    }
}
