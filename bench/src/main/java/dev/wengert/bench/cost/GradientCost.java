package dev.wengert.bench.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Ratio;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.Tables;
import dev.wengert.bench.Turns;
import dev.wengert.bench.ours.Opened;
import dev.wengert.runtime.Program;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many times as long a function takes together with its gradient as alone, by turns on one thread, in that
 * thread's time on its processor. In theory at most 4 times the operations (Griewank and Walther, Evaluating Derivatives, §3.3).
 */
public final class GradientCost {
    /** The section of the results. */
    public static final String NAME = "gradientCost";

    private static final String PRIMAL = "primal";
    private static final String GRADIENT = "gradient";
    private static final double BOUND = 4;

    /** Shorter than what a neighbour is given at a time. */
    private static final long SLICE = 300_000;

    private static final int FEWEST_ROUNDS = 15;
    private static final int MOST_ROUNDS = 1001;

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private GradientCost() {}

    /**
     * Measures all of them.
     *
     * @param seconds about how long each function takes
     */
    public static void measure(Results results, double seconds) {
        for (Function function : Functions.all()) {
            Program primal = Program.compile(function.primal());
            Program gradient = Program.compile(function.gradient());
            try (Opened alone = function.open(primal);
                    Opened both = function.open(gradient)) {
                Map<String, Runnable> variants = new LinkedHashMap<>();
                variants.put(PRIMAL, alone.session()::run);
                variants.put(GRADIENT, both.session()::run);
                List<double[]> times = List.copyOf(
                        Turns.time(variants, rounds(variants.values(), seconds), SLICE, CLOCK::getCurrentThreadCpuTime)
                                .values());
                ObjectNode row = results.section(NAME).addObject().put("function", function.name());
                row.set(PRIMAL, side(primal, times.get(0)));
                row.set(GRADIENT, side(gradient, times.get(1)));
                row.set("ratio", Results.json(Ratio.of(times.get(1), times.get(0))));
            }
        }
        table(System.out, results);
    }

    private static int rounds(Collection<Runnable> variants, double seconds) {
        variants.forEach(Runnable::run);
        long start = System.nanoTime();
        variants.forEach(Runnable::run);
        double round = System.nanoTime() - start + 2.0 * SLICE;
        return (int) Math.clamp(seconds * 1e9 / round, FEWEST_ROUNDS, MOST_ROUNDS);
    }

    private static ObjectNode side(Program program, double[] times) {
        ObjectNode side = Results.object();
        side.put("instructions", program.schedule().instructions().size());
        side.put("peakBytes", program.peakBytes());
        side.set("microseconds", Results.json(Spread.of(times), 1e-3));
        return side;
    }

    /** One line for each function. */
    public static void table(PrintStream out, Results results) {
        Tables.tabulate(
                out,
                results,
                NAME,
                "| function | alone: µs | with its gradient: µs | ratio | instructions | bytes |",
                row -> {
                    JsonNode ratio = row.path("ratio");
                    JsonNode primal = row.path(PRIMAL);
                    JsonNode gradient = row.path(GRADIENT);
                    return "| %s | %.4g | %.4g | %s%s | %d, %d | %,d, %,d |"
                            .formatted(
                                    row.path("function").asText(),
                                    primal.path("microseconds").path("median").asDouble(),
                                    gradient.path("microseconds").path("median").asDouble(),
                                    Results.text(ratio),
                                    ratio.path("low").asDouble() > BOUND ? " above 4" : "",
                                    primal.path("instructions").asInt(),
                                    gradient.path("instructions").asInt(),
                                    primal.path("peakBytes").asLong(),
                                    gradient.path("peakBytes").asLong());
                });
    }
}
