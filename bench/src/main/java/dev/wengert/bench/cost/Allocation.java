package dev.wengert.bench.cost;

import com.sun.management.ThreadMXBean;
import dev.wengert.bench.Results;
import dev.wengert.bench.Tables;
import dev.wengert.bench.ours.Opened;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Rule;
import dev.wengert.bench.workload.Training;
import dev.wengert.list.Register;
import dev.wengert.runtime.Eager;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;

/** Bytes of the Java heap that a run takes: none in a session once it is warm; in eager mode what the record of an operator needs. */
public final class Allocation {
    /** The section of the results. */
    public static final String NAME = "allocation";

    private static final int WARM_RUNS = 2_000;
    private static final int RUNS = 10_000;

    private Allocation() {}

    /** Measures both. */
    public static void measure(Results results) {
        Function mlp = Function.of(new Training(Network.MLP, 1, Rule.SGD));
        try (Opened opened = mlp.open(Program.compile(mlp.gradient()))) {
            row(results, mlp.name() + ", one run with the gradient", opened.session()::run);
        }
        try (Tensor x = Tensor.zeros(DType.F32, 8);
                Eager eager = Eager.open()) {
            Register[] y = {eager.input("x", x)};
            row(results, "eager mode, one addition of 8 floats", () -> y[0] = y[0].add(y[0]));
        }
        table(System.out, results);
    }

    private static void row(Results results, String what, Runnable run) {
        for (int i = 0; i < WARM_RUNS; i++) {
            run.run();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            run.run();
        }
        double bytes = (threads.getCurrentThreadAllocatedBytes() - before) / (double) RUNS;
        results.section(NAME).addObject().put("run", what).put("bytes", Math.round(bytes));
    }

    /** One line for each kind of run. */
    public static void table(PrintStream out, Results results) {
        Tables.tabulate(
                out,
                results,
                NAME,
                "| run | bytes of the Java heap |",
                row -> "| %s | %,d |"
                        .formatted(row.path("run").asText(), row.path("bytes").asLong()));
    }
}
