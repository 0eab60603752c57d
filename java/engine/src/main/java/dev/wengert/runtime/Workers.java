package dev.wengert.runtime;

import dev.wengert.bindings.Wengert;
import java.lang.foreign.MemorySegment;

/**
 * Threads that sessions run their instructions on. With one thread there are none: the caller does everything. Several
 * sessions may share workers; while one of them runs, the others run on their callers alone, with the same bits.
 *
 * <p>Safe for several threads. Idle workers spin for at most 50 µs and then sleep. Closing twice is harmless.
 */
public final class Workers implements AutoCloseable {
    private static final int MOST = 1024;

    private final int threads;
    private final MemorySegment pool;
    private int sessions;
    private boolean closed;

    private Workers(int threads, MemorySegment pool) {
        this.threads = threads;
        this.pool = pool;
    }

    /**
     * Workers that make {@code threads} threads together with the caller of a run.
     *
     * @throws IllegalArgumentException if it is less than 1 or more than 1024
     */
    public static Workers of(int threads) {
        if (threads < 1 || threads > MOST) {
            throw new IllegalArgumentException("expected 1 to " + MOST + " threads, found " + threads);
        }
        Library.load();
        if (threads == 1) {
            return new Workers(1, MemorySegment.NULL);
        }
        MemorySegment pool = Wengert.wg_pool_create(threads);
        if (pool.address() == 0) {
            throw new OutOfMemoryError("the system gives no " + threads + " threads");
        }
        return new Workers(threads, pool);
    }

    /** As many threads as this JVM has processors. */
    public static Workers available() {
        return of(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
    }

    /** How many threads take part in a run, its caller among them. */
    public int threads() {
        return threads;
    }

    synchronized MemorySegment join() {
        if (closed) {
            throw new IllegalStateException("these workers are closed");
        }
        sessions++;
        return pool;
    }

    synchronized void leave() {
        sessions--;
    }

    /**
     * Ends the threads.
     *
     * @throws IllegalStateException if a session that uses them is open
     */
    @Override
    public synchronized void close() {
        if (sessions > 0) {
            throw new IllegalStateException(sessions + " open session" + (sessions == 1 ? " uses" : "s use")
                    + " these workers; close them first");
        }
        if (!closed) {
            closed = true;
            Wengert.wg_pool_destroy(pool);
        }
    }
}
