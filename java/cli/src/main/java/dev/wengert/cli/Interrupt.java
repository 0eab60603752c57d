package dev.wengert.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C, and any other orderly end of the JVM, into a request that the job sees after its current step. The JVM waits
 * until this is closed, so the job can write its checkpoint.
 */
final class Interrupt implements AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("interrupt").unstarted(this::request);
    private volatile boolean requested;

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void request() {
        requested = true;
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRequested() {
        return requested;
    }

    @Override
    public void close() {
        closed.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM has just begun to end; the hook finds the latch open.
                requested = true;
            }
        }
    }
}
