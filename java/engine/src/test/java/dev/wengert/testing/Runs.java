package dev.wengert.testing;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.runtime.Workers;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs lists once and gives what they leave behind. */
public final class Runs {
    /** Kept as long as the JVM: tests run lists by the thousand. */
    private static final Map<Integer, Workers> WORKERS = new ConcurrentHashMap<>();

    private Runs() {}

    /** A way to run: all of them give the same bits. */
    public record Way(MemoryUse memory, int threads, boolean stepwise) {
        /** As users run. */
        public static final Way USUAL = new Way(MemoryUse.PLANNED, 1, false);
    }

    /** The outputs and, under their names, what parameters are after a run. */
    public static Results run(WengertList list, Map<String, Tensor> inputs) {
        return run(list, inputs, Way.USUAL);
    }

    /** The outputs and, under their names, what parameters are after a run. */
    public static Results run(WengertList list, Map<String, Tensor> inputs, Way way) {
        Program program = Program.compile(list, way.memory());
        try (Session session = program.open(workers(way.threads()))) {
            list.inputs().stream()
                    .filter(input -> inputs.containsKey(input.name()))
                    .forEach(input -> session.bind(input.name(), inputs.get(input.name())));
            run(session, way);
            return results(session);
        }
    }

    /** Runs a session in that way. */
    public static void run(Session session, Way way) {
        if (way.stepwise()) {
            session.runStepwise(instruction -> {});
        } else {
            session.run();
        }
    }

    /** Copies of the outputs and parameters of a session. */
    public static Results results(Session session) {
        Map<String, Tensor> results = new LinkedHashMap<>();
        WengertList list = session.program().list();
        for (Register output : list.outputs()) {
            results.put(output.name(), Tensor.constant(session.tensor(output.name())));
        }
        for (Register parameter : list.parameters()) {
            results.put(parameter.name(), Tensor.constant(session.tensor(parameter.name())));
        }
        return new Results(results);
    }

    /** Workers that are shared by all tests and never closed. */
    public static Workers workers(int threads) {
        return WORKERS.computeIfAbsent(threads, Workers::of);
    }
}
