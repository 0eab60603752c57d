package dev.wengert.schedule;

import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.testing.Interpreter;
import dev.wengert.testing.RandomLists;
import dev.wengert.testing.RandomLists.Case;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Runs.Way;
import dev.wengert.testing.Sweep;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules of random lists leave behind what the lists say, step after step, however they are run. */
class RandomListsTest {
    private static final int STEPS = 3;

    static LongStream seeds() {
        return LongStream.range(0, Sweep.times(60));
    }

    static LongStream fewSeeds() {
        return LongStream.range(100_000, 100_000 + Sweep.times(12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void smallListsDoWhatTheySay(long seed) {
        compare(RandomLists.small(seed, 5 + (int) seed % 40));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void largeListsDoWhatTheySay(long seed) {
        compare(RandomLists.large(seed, 15));
    }

    private static void compare(Case random) {
        Interpreter interpreter = new Interpreter(random.list(), random.inputs());
        List<Results> expected = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            expected.add(interpreter.run());
        }
        for (Way way : List.of(
                new Way(MemoryUse.PLANNED, 1, false),
                new Way(MemoryUse.SEPARATE, 1, false),
                new Way(MemoryUse.PLANNED, 3, true),
                new Way(MemoryUse.PLANNED, 8, false))) {
            compare(random, way, expected);
        }
    }

    private static void compare(Case random, Way way, List<Results> expected) {
        WengertList list = random.list();
        try (Session session = Program.compile(list, way.memory()).open(Runs.workers(way.threads()))) {
            random.inputs().forEach(session::bind);
            for (int step = 0; step < STEPS; step++) {
                Runs.run(session, way);
                Results found = Runs.results(session);
                String when = " in step " + step + ", " + way + ", of\n" + list;
                expected.get(step)
                        .byName()
                        .forEach((name, value) -> Values.assertSameBits(found.get(name), value, name + when));
            }
        }
    }
}
