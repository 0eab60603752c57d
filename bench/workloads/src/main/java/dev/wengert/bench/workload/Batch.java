package dev.wengert.bench.workload;

import java.util.SplittableRandom;

/** The data of a training step, the same in every process. What a network has no use for is empty. */
public final class Batch {
    private final float[] x;
    private final int[] indices;
    private final int[] labels;
    private final float[] targets;

    private Batch(float[] x, int[] indices, int[] labels, float[] targets) {
        this.x = x;
        this.indices = indices;
        this.labels = labels;
        this.targets = targets;
    }

    static Batch of(Network network, int n) {
        var random = new SplittableRandom(Seed.VALUE);
        int places = n * Sizes.STEPS;
        return switch (network) {
            case MLP, LENET, CNN ->
                new Batch(
                        normals(random, n * Sizes.IMAGE * Sizes.IMAGE),
                        new int[0],
                        indices(random, n, Sizes.DIGITS),
                        new float[0]);
            case SMALL_MLP, SOFTMAX_REGRESSION -> {
                int[] layers = network.layers();
                yield new Batch(
                        normals(random, n * layers[0]),
                        new int[0],
                        indices(random, n, layers[layers.length - 1]),
                        new float[0]);
            }
            case LSTM, GRU ->
                new Batch(
                        oneHot(indices(random, places, Sizes.CHARACTERS)),
                        new int[0],
                        indices(random, places, Sizes.CHARACTERS),
                        new float[0]);
            case TRANSFORMER ->
                new Batch(
                        new float[0],
                        indices(random, places, Sizes.CHARACTERS),
                        indices(random, places, Sizes.CHARACTERS),
                        new float[0]);
            case WORD2VEC ->
                new Batch(new float[0], indices(random, n * (1 + Sizes.CONTEXTS), Sizes.WORDS), new int[0], present(n));
        };
    }

    /** Numbers: images {@code (n, 784)}, features {@code (n, 500)}, one-hot characters {@code (steps, n, 65)}. */
    public float[] x() {
        return x;
    }

    /** Characters {@code (n, steps)}; words: n centres, then {@code (n, 6)} contexts. */
    public int[] indices() {
        return indices;
    }

    /** Classes {@code (n)}, or the characters that follow, laid out as the characters are. */
    public int[] labels() {
        return labels;
    }

    /** For each context 1 if it was there and 0 if not, {@code (n, 6)}. */
    public float[] targets() {
        return targets;
    }

    private static float[] normals(SplittableRandom random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static int[] indices(SplittableRandom random, int count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }

    private static float[] oneHot(int[] characters) {
        float[] numbers = new float[characters.length * Sizes.CHARACTERS];
        for (int i = 0; i < characters.length; i++) {
            numbers[i * Sizes.CHARACTERS + characters[i]] = 1;
        }
        return numbers;
    }

    private static float[] present(int n) {
        float[] targets = new float[n * Sizes.CONTEXTS];
        for (int i = 0; i < n; i++) {
            targets[i * Sizes.CONTEXTS] = 1;
        }
        return targets;
    }
}
