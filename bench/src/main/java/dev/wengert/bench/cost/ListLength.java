package dev.wengert.bench.cost;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.Tables;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What it takes to write a list, to differentiate it and to plan both, against its length: in theory in proportion to it. It is one
 * thread's time on its processor that is measured, so that a neighbour's turns, and the garbage collector's threads, do not count.
 */
public final class ListLength {
    /** The section of the results. */
    public static final String NAME = "listLength";

    private static final int[] LENGTHS = {100, 1_000, 10_000, 100_000};

    /** What is timed. */
    public static final List<String> STAGES = List.of("write", "differentiate", "build", "plan");

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private ListLength() {}

    /** Measures every length so many times, by turns. */
    public static void measure(Results results, int rounds) {
        double[][][] times = new double[LENGTHS.length][STAGES.size()][rounds];
        int[] lengths = new int[LENGTHS.length];
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < LENGTHS.length; i++) {
                long[] clock = new long[STAGES.size() + 1];
                lengths[i] = once(LENGTHS[i], clock);
                for (int stage = 0; stage < STAGES.size() && round >= 0; stage++) {
                    times[i][stage][round] = clock[stage + 1] - clock[stage];
                }
            }
        }
        for (int i = 0; i < LENGTHS.length; i++) {
            ObjectNode row = results.section(NAME).addObject();
            row.put("assignments", LENGTHS[i]).put("withGradient", lengths[i]);
            for (int stage = 0; stage < STAGES.size(); stage++) {
                row.set(STAGES.get(stage), Results.json(Spread.of(times[i][stage]), 1e-3 / LENGTHS[i]));
            }
        }
        table(System.out, results);
    }

    /** Goes through all stages, with the time before and after each; the number of assignments in the end. */
    private static int once(int length, long[] clock) {
        clock[0] = CLOCK.getCurrentThreadCpuTime();
        ListBuilder list = WengertList.builder("long");
        Register x = list.input("x", DType.F64);
        Register y = x;
        for (int i = 0; i < length; i += 4) {
            y = y.mul(x).sin().add(x).tanh();
        }
        clock[1] = CLOCK.getCurrentThreadCpuTime();
        Reverse.gradients(y, List.of(x)).forEach(list::output);
        clock[2] = CLOCK.getCurrentThreadCpuTime();
        WengertList built = list.build();
        clock[3] = CLOCK.getCurrentThreadCpuTime();
        Program program = Program.compile(built);
        clock[4] = CLOCK.getCurrentThreadCpuTime();
        return program.list().assignments().size();
    }

    /** One line for each length. */
    public static void table(PrintStream out, Results results) {
        Tables.tabulate(
                out,
                results,
                NAME,
                "| assignments | with the gradient | write: µs for each, median (best tenth) | differentiate | build |"
                        + " plan |",
                row -> STAGES.stream()
                        .map(row::path)
                        .map(stage -> " %.2f (%.2f) |"
                                .formatted(
                                        stage.path("median").asDouble(),
                                        stage.path("bestTenth").asDouble()))
                        .collect(Collectors.joining(
                                "",
                                "| %,d | %,d |"
                                        .formatted(
                                                row.path("assignments").asInt(),
                                                row.path("withGradient").asInt()),
                                "")));
    }
}
