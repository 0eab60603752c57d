package dev.wengert.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.schedule.Instruction;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The time of each instruction of the training step, which runs stepwise on one thread, so that a call into native code is part of
 * each. Of an instruction in a loop it is the time of all its turns.
 */
final class Profile {
    static final String NAME = "profile";

    private static final int RUNS = 300;

    private Profile() {}

    static void measure(Results results) {
        Program program = Program.compile(Workloads.mlpStep());
        List<Instruction> instructions = program.schedule().instructions();
        double[][] times = new double[instructions.size()][RUNS];
        IdentityHashMap<Instruction, double[]> byInstruction = new IdentityHashMap<>();
        for (int i = 0; i < times.length; i++) {
            byInstruction.put(instructions.get(i), times[i]);
        }
        try (var inputs = Workloads.MlpInputs.random();
                Session session = program.open()) {
            inputs.bindTo(session);
            for (int run = -RUNS; run < RUNS; run++) {
                int column = run;
                long[] last = {System.nanoTime()};
                session.runStepwise(instruction -> {
                    long time = System.nanoTime();
                    double[] row = byInstruction.get(instruction);
                    if (column >= 0 && row != null) {
                        row[column] += time - last[0];
                    }
                    last[0] = System.nanoTime();
                });
            }
        }
        double total = Arrays.stream(times)
                .mapToDouble(samples -> Spread.of(samples).median())
                .sum();
        for (int i = 0; i < times.length; i++) {
            Instruction instruction = instructions.get(i);
            Spread spread = Spread.of(times[i]);
            ObjectNode row = results.section(NAME).addObject();
            row.put("kernel", instruction.kernel())
                    .put("tiles", instruction.tiles())
                    .put("sizes", sizes(instruction))
                    .put(
                            "assignment",
                            instruction.origin().map(Object::toString).orElse("store"))
                    .put("part", Math.round(1000 * spread.median() / total) / 1000.0);
            row.set("microseconds", Results.json(spread, 1e-3));
        }
        table(System.out, results);
    }

    /** Without addresses of functions, which differ from run to run. */
    private static String sizes(Instruction instruction) {
        return instruction.sizes().stream()
                .filter(size -> size < 1L << 40)
                .toList()
                .toString();
    }

    /** One line for each instruction. */
    static void table(PrintStream out, Results results) {
        Tables.tabulate(
                out,
                results,
                NAME,
                "| part | µs | kernel | tiles | sizes | assignment |",
                row -> "| %.1f %% | %.1f | %s | %d | %s | `%s` |"
                        .formatted(
                                100 * row.path("part").asDouble(),
                                row.path("microseconds").path("median").asDouble(),
                                row.path("kernel").asText(),
                                row.path("tiles").asInt(),
                                row.path("sizes").asText(),
                                row.path("assignment").asText()));
    }
}
