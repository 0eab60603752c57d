package dev.wengert.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;

/**
 * How long single calls take: each of several threads calls again as soon as it has its answer, and every call is recorded.
 * Elsewhere in the heap garbage may be made, some of which lives for a while.
 */
final class Latencies {
    private static final long LONGEST = 60_000_000_000L;
    private static final int DIGITS = 3;
    private static final int PIECE = 16 << 10;
    private static final int LIVING_PIECES = 4096;
    private static final int WARM_CALLS = 200;

    private final Model model;
    private final Inference inference;

    Latencies(Model model, Inference inference) {
        this.model = model;
        this.inference = inference;
    }

    /**
     * Calls from all threads at once for so long.
     *
     * @param garbage bytes of garbage a second
     * @return calls, and the nanoseconds of the median, p99, p99.9 and the longest
     */
    String measure(int threads, long garbage, long nanoseconds) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread maker = Thread.ofPlatform().daemon().unstarted(() -> makeGarbage(garbage, over));
        if (garbage > 0) {
            maker.start();
        }
        Histogram all = new Histogram(LONGEST, DIGITS);
        CyclicBarrier together = new CyclicBarrier(threads);
        try (var callers = Executors.newFixedThreadPool(threads)) {
            List<Future<Histogram>> histograms = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<Histogram> calls = () -> calls(together, nanoseconds);
                histograms.add(callers.submit(calls));
            }
            for (Future<Histogram> histogram : histograms) {
                all.add(histogram.get());
            }
        } finally {
            over.set(true);
            maker.join();
        }
        return all.getTotalCount() + " " + all.getValueAtPercentile(50) + " " + all.getValueAtPercentile(99) + " "
                + all.getValueAtPercentile(99.9) + " " + all.getMaxValue();
    }

    private Histogram calls(CyclicBarrier together, long nanoseconds) throws Exception {
        float[] x = inference.x();
        float[] scores = new float[inference.batch() * inference.outputs()];
        Histogram histogram = new Histogram(LONGEST, DIGITS);
        try (Model.Caller caller = model.caller()) {
            long warm = System.nanoTime() + nanoseconds;
            for (int i = 0; i < WARM_CALLS && System.nanoTime() < warm; i++) {
                caller.call(x, scores);
            }
            together.await();
            long end = System.nanoTime() + nanoseconds;
            for (long before = System.nanoTime(); before < end; ) {
                caller.call(x, scores);
                long after = System.nanoTime();
                histogram.recordValue(Math.min(LONGEST, after - before));
                before = after;
            }
        }
        return histogram;
    }

    /** Pieces at a steady pace; each lives until some thousands more were made. */
    private static void makeGarbage(long bytesPerSecond, AtomicBoolean over) {
        byte[][] living = new byte[LIVING_PIECES][];
        long start = System.nanoTime();
        for (long made = 0; !over.get(); ) {
            long due = (long) ((System.nanoTime() - start) * 1e-9 * bytesPerSecond);
            for (; made < due && !over.get(); made += PIECE) {
                living[(int) (made / PIECE % LIVING_PIECES)] = new byte[PIECE];
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
