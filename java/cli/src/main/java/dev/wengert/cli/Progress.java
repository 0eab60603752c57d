package dev.wengert.cli;

import dev.wengert.nn.Evaluation;
import dev.wengert.nn.TrainingProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how training goes: a table with a row for each epoch, and below it, on a terminal, a bar that is drawn over and over;
 * elsewhere a line now and then.
 */
final class Progress {

    private static final long BETWEEN_BARS = Duration.ofMillis(100).toNanos();
    private static final long BETWEEN_LINES = Duration.ofSeconds(10).toNanos();
    private static final int BAR = 24;
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final int epochs;
    private final int batch;
    private final LongSupplier clock;

    private long epochBegan;
    private long lastShown;
    private long trainedNanos;
    private long stepsHere;
    private boolean barShown;

    /**
     * Begins.
     *
     * @param epochs the number of the last epoch
     * @param batch how many samples a step takes
     * @param clock nanoseconds, as {@link System#nanoTime()}
     */
    Progress(PrintWriter out, boolean terminal, int epochs, int batch, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.epochs = epochs;
        this.batch = batch;
        this.clock = clock;
        this.epochBegan = clock.getAsLong();
        this.lastShown = epochBegan;
    }

    void header() {
        out.printf(
                Locale.ROOT,
                "%-7s %11s %15s %10s %14s %10s %8s%n",
                "epoch",
                "train loss",
                "train accuracy",
                "test loss",
                "test accuracy",
                "samples/s",
                "time");
    }

    void step(TrainingProgress at) {
        stepsHere++;
        long now = clock.getAsLong();
        if (now - lastShown < (terminal ? BETWEEN_BARS : BETWEEN_LINES)) {
            return;
        }
        lastShown = now;
        double seconds = (trainedNanos + now - epochBegan) / 1e9;
        double stepsPerSecond = stepsHere / seconds;
        long stepsLeft = (long) epochs * at.stepsPerEpoch() - at.steps();
        String left = time(stepsLeft / stepsPerSecond) + " left";
        if (terminal) {
            out.print(CLEAR_LINE
                    + bar(at)
                    + String.format(
                            Locale.ROOT,
                            " epoch %d/%d  loss %.4f  accuracy %.4f  %,.0f samples/s  %s",
                            at.epoch(),
                            epochs,
                            at.meanLoss(),
                            at.accuracy(),
                            stepsPerSecond * batch,
                            left));
            out.flush();
            barShown = true;
        } else {
            out.printf(
                    Locale.ROOT,
                    "epoch %d/%d, step %d/%d: loss %.4f, accuracy %.4f, %,.0f samples/s, %s%n",
                    at.epoch(),
                    epochs,
                    at.stepsInEpoch(),
                    at.stepsPerEpoch(),
                    at.meanLoss(),
                    at.accuracy(),
                    stepsPerSecond * batch,
                    left);
        }
    }

    /** Ends the time that counts as training, so that the evaluation that follows does not. */
    void epochTrained() {
        trainedNanos += clock.getAsLong() - epochBegan;
    }

    void epoch(TrainingProgress at, Evaluation test) {
        clearBar();
        long now = clock.getAsLong();
        out.printf(
                Locale.ROOT,
                "%-7s %11.4f %15.4f %10.4f %14.4f %,10.0f %8s%n",
                at.epoch() + "/" + epochs,
                at.meanLoss(),
                at.accuracy(),
                test.meanLoss(),
                test.accuracy(),
                stepsHere * batch / (trainedNanos / 1e9),
                time(trainedNanos / 1e9));
        epochBegan = now;
        lastShown = now;
    }

    /** Leaves the cursor at the start of an empty line. */
    void clearBar() {
        if (barShown) {
            out.print(CLEAR_LINE);
            out.flush();
            barShown = false;
        }
    }

    private static String bar(TrainingProgress at) {
        int full = (int) ((long) BAR * at.stepsInEpoch() / at.stepsPerEpoch());
        return "[" + "=".repeat(full) + " ".repeat(BAR - full) + "]";
    }

    /** Such as {@code 7.3 s} or {@code 12:05} or {@code 1:00:00}. */
    static String time(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
