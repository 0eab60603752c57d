package dev.wengert.runtime;

import dev.wengert.testing.RandomLists;
import dev.wengert.testing.RandomLists.Case;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Sessions of one program, on the same workers and at the same time, do not know of each other. */
class ManySessionsTest {
    private static final int THREADS = 6;
    private static final int RUNS = 40;

    @Test
    void giveTheSameBitsFromManyThreads() throws Exception {
        Case random = RandomLists.large(42, 20);
        Program program = Program.compile(random.list());
        List<Results> expected = run(program, random, Runs.workers(1));
        try (Workers workers = Workers.of(3);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<List<Results>>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(() -> run(program, random, workers));
            }
            for (Future<List<Results>> found : threads.invokeAll(tasks)) {
                for (int run = 0; run < RUNS; run++) {
                    Results results = found.get().get(run);
                    String when = " in run " + run;
                    expected.get(run)
                            .byName()
                            .forEach((name, value) -> Values.assertSameBits(results.get(name), value, name + when));
                }
            }
        }
    }

    private static List<Results> run(Program program, Case random, Workers workers) {
        List<Results> results = new ArrayList<>();
        try (Session session = program.open(workers)) {
            random.inputs().forEach(session::bind);
            for (int i = 0; i < RUNS; i++) {
                session.run();
                results.add(Runs.results(session));
            }
        }
        return results;
    }
}
