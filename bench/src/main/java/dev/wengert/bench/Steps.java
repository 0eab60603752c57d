package dev.wengert.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.runtime.Workers;
import dev.wengert.schedule.Instruction;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The training step of the MLP: samples per second by turns on one thread and on several, and the time of each instruction. */
final class Steps {
    static final String NAME = "steps";
    static final String PROFILE = "profile";

    private static final int ROUNDS = 101;
    private static final long SLICE = 10_000_000;
    private static final int PROFILED_RUNS = 300;

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
        Tables.steps(System.out, results);
    }

    /** Runs stepwise on one thread and tells where the time goes. Each instruction's time includes a call into native code. */
    static void profile(Results results) {
        Program program = Program.compile(Workloads.mlpStep());
        List<Instruction> instructions = program.schedule().instructions();
        double[][] times = new double[instructions.size()][PROFILED_RUNS];
        try (var inputs = Workloads.MlpInputs.random();
                Session session = program.open()) {
            inputs.bindTo(session);
            for (int run = -PROFILED_RUNS; run < PROFILED_RUNS; run++) {
                int column = run;
                var clock = new Object() {
                    int index;
                    long last = System.nanoTime();
                };
                session.runStepwise(instruction -> {
                    long time = System.nanoTime();
                    if (column >= 0) {
                        times[clock.index++][column] = time - clock.last;
                    }
                    clock.last = System.nanoTime();
                });
            }
        }
        double total = Arrays.stream(times)
                .mapToDouble(samples -> Spread.of(samples).median())
                .sum();
        for (int i = 0; i < times.length; i++) {
            Instruction instruction = instructions.get(i);
            Spread spread = Spread.of(times[i]);
            ObjectNode row = results.section(PROFILE).addObject();
            row.put("kernel", instruction.kernel())
                    .put("tiles", instruction.tiles())
                    .put("sizes", sizes(instruction))
                    .put(
                            "assignment",
                            instruction.origin().map(Object::toString).orElse("store"))
                    .put("part", Math.round(1000 * spread.median() / total) / 1000.0);
            row.set("microseconds", Results.json(spread, 1e-3));
        }
        Tables.profile(System.out, results);
    }

    /** Without addresses of functions, which differ from run to run. */
    private static String sizes(Instruction instruction) {
        return instruction.sizes().stream()
                .filter(size -> size < 1L << 40)
                .toList()
                .toString();
    }
}
