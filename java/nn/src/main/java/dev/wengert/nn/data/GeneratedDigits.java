package dev.wengert.nn.data;

import dev.wengert.nn.random.Philox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The embedded data set: digits of 28 × 28 pixels, drawn as strokes with random hand, slant, size, turn, place, thickness,
 * ink, smudges and noise.
 *
 * <p>Image {@code i} of a split depends on the seed, the split and {@code i} alone ({@link Philox}, and {@link StrictMath}
 * where the hardware might differ), so the same bytes come from any number of threads, on any machine, under any JDK.
 *
 * @param seed which of 2⁶⁴ such data sets
 */
public record GeneratedDigits(long seed) {

    /** The data set that is meant when nobody names a seed. */
    public static final GeneratedDigits DEFAULT = new GeneratedDigits(1938);

    /** How many training images {@link #read(int)} draws. */
    public static final int TRAIN_COUNT = 12_000;

    /** How many test images {@link #read(int)} draws. */
    public static final int TEST_COUNT = 2_000;

    private static final int CLASSES = 10;
    private static final int GRAIN = 64;

    /**
     * Draws the usual number of images for both splits.
     *
     * @param threads how many threads draw, the calling one among them
     */
    public DataSet read(int threads) {
        return new DataSet(draw(Split.TRAIN, TRAIN_COUNT, threads), draw(Split.TEST, TEST_COUNT, threads));
    }

    /**
     * Draws the first {@code count} images of a split.
     *
     * @throws IllegalArgumentException if {@code count} or {@code threads} is below 1
     */
    public LabelledImages draw(Split split, int count, int threads) {
        if (count < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "expected at least 1 image and 1 thread, got " + count + " and " + threads);
        }
        byte[] pixels = new byte[Math.multiplyExact(count, Canvas.PIXELS)];
        byte[] labels = new byte[count];
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            Canvas canvas = new Canvas();
            for (int from = next.getAndAdd(GRAIN); from < count; from = next.getAndAdd(GRAIN)) {
                for (int i = from; i < Math.min(count, from + GRAIN); i++) {
                    labels[i] = (byte) drawOne(split, i, canvas);
                    canvas.copyTo(pixels, i * Canvas.PIXELS);
                }
            }
        };
        runOn(threads, worker);
        return new LabelledImages(Canvas.SIDE, Canvas.SIDE, CLASSES, pixels, labels);
    }

    private static void runOn(int threads, Runnable worker) {
        List<Thread> helpers = new ArrayList<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        for (int i = 1; i < threads; i++) {
            helpers.add(Thread.ofPlatform()
                    .daemon()
                    .name("digits-" + i)
                    .uncaughtExceptionHandler((thread, e) -> failure.set(e))
                    .start(worker));
        }
        worker.run();
        helpers.forEach(GeneratedDigits::joinFully);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a thread that draws digits failed", failed);
        }
    }

    private static void joinFully(Thread helper) {
        boolean interrupted = false;
        while (helper.isAlive()) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int drawOne(Split split, int index, Canvas canvas) {
        Philox random = new Philox(seed, Purposes.digits(split), index);
        int digit = random.nextInt(CLASSES);
        List<List<Glyphs.Stroke>> ways = Glyphs.of(digit);
        List<Glyphs.Stroke> strokes = ways.get(random.nextInt(ways.size()));
        Hand hand = Hand.random(random);
        canvas.clear();
        for (Glyphs.Stroke stroke : strokes) {
            canvas.stroke(hand.write(stroke, random), hand.halfWidth(), hand.ink());
        }
        int smudges = random.nextInt(3);
        for (int i = 0; i < smudges; i++) {
            canvas.stroke(Hand.smudge(random), random.nextUniform(0.4, 0.9), random.nextUniform(0.4, 0.9));
        }
        canvas.addNoise(random, random.nextUniform(0.02, 0.12));
        return digit;
    }
}
