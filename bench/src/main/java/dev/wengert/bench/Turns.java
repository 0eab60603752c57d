package dev.wengert.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Times variants by turns: A B C, B C A, … */
public final class Turns {
    private static final int WARM_ROUNDS = 10;

    private Turns() {}

    /**
     * The nanoseconds of one run of each variant, round by round.
     *
     * @param slice about how many nanoseconds a variant runs in each round
     */
    public static Map<String, double[]> time(Map<String, Runnable> variants, int rounds, long slice) {
        return time(variants, rounds, slice, System::nanoTime);
    }

    /** As {@link #time(Map, int, long)}, by a clock that gives nanoseconds. */
    public static Map<String, double[]> time(
            Map<String, Runnable> variants, int rounds, long slice, LongSupplier clock) {
        var names = variants.keySet().toArray(String[]::new);
        var runs = variants.values().toArray(Runnable[]::new);
        int[] calls = new int[runs.length];
        double[][] times = new double[runs.length][rounds];
        for (int v = 0; v < runs.length; v++) {
            calls[v] = callsIn(runs[v], slice, clock);
        }
        for (int round = -WARM_ROUNDS; round < rounds; round++) {
            for (int turn = 0; turn < runs.length; turn++) {
                int v = (turn + round + WARM_ROUNDS) % runs.length;
                double time = nanoseconds(runs[v], calls[v], clock);
                if (round >= 0) {
                    times[v][round] = time / calls[v];
                }
            }
        }
        Map<String, double[]> samples = new LinkedHashMap<>();
        for (int v = 0; v < runs.length; v++) {
            samples.put(names[v], times[v]);
        }
        return samples;
    }

    private static int callsIn(Runnable run, long slice, LongSupplier clock) {
        for (int calls = 1; ; calls *= 2) {
            long time = nanoseconds(run, calls, clock);
            if (time >= slice) {
                return Math.max(1, (int) (calls * slice / time));
            }
        }
    }

    private static long nanoseconds(Runnable run, int calls, LongSupplier clock) {
        long start = clock.getAsLong();
        for (int i = 0; i < calls; i++) {
            run.run();
        }
        return clock.getAsLong() - start;
    }
}
