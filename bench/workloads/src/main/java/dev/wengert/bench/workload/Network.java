package dev.wengert.bench.workload;

import java.util.ArrayList;
import java.util.List;

/** What is trained or asked. Each library's process builds it from that library's own layers. */
public enum Network {
    /** Dense layers with ReLU between them; scores of 10 classes. */
    MLP("MLP 784-512-256-10"),
    /** Dense layers with ReLU between them; one number. */
    SMALL_MLP("MLP 64-64-32-1"),
    /**
     * LeNet-5 with ReLU and the greatest of 2×2: convolutions of 5×5 to 6 and 16 channels, without padding, then dense layers
     * 256-120-84-10.
     */
    LENET("LeNet-5"),
    /**
     * Convolutions of 3×3 with padding and ReLU, 1-32-32, the greatest of 2×2, 32-64-64, the greatest of 2×2, and a dense layer
     * 3136-10.
     */
    CNN("3×3 CNN, 32–64 channels"),
    /** Text from characters as one-hot vectors: an LSTM of 128 units over 64 steps, and a dense layer at each step. */
    LSTM("LSTM T64 H128 V65"),
    /** The same with a GRU. */
    GRU("GRU T64 H128 V65"),
    /**
     * Text from characters: embeddings of characters and positions; blocks x + attention(norm(x)), x + dense(relu(dense(norm(x))))
     * with 4 heads that look back only; norm and a dense layer.
     */
    TRANSFORMER("transformer, 2 blocks, H128, 4 heads, T64"),
    /** One dense layer of 500 features to 5 classes. */
    SOFTMAX_REGRESSION("softmax regression 500-5"),
    /** Skip-grams with negative sampling: 10,000 words, 100 numbers each, 5 negatives. */
    WORD2VEC("word2vec, 10,000 words");

    private static final double BIAS = 0.1;

    private final String title;

    Network(String title) {
        this.title = title;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** Inputs and outputs of its dense layers, if it is nothing but those. */
    public int[] layers() {
        return switch (this) {
            case MLP -> new int[] {Sizes.IMAGE * Sizes.IMAGE, 512, 256, Sizes.DIGITS};
            case SMALL_MLP -> new int[] {64, 64, 32, 1};
            case SOFTMAX_REGRESSION -> new int[] {500, 5};
            default -> throw new IllegalArgumentException(this + " has layers of other kinds");
        };
    }

    /** The weights in the order of the layers. Those of layer {@code a} are {@code a.w} and {@code a.b}. */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        switch (this) {
            case MLP, SMALL_MLP, SOFTMAX_REGRESSION -> {
                int[] layers = layers();
                for (int i = 1; i < layers.length; i++) {
                    dense(all, "dense" + i, layers[i - 1], layers[i]);
                }
            }
            case LENET -> {
                convolution(all, "conv1", 1, 6, 5);
                convolution(all, "conv2", 6, 16, 5);
                dense(all, "dense1", 256, 120);
                dense(all, "dense2", 120, 84);
                dense(all, "dense3", 84, Sizes.DIGITS);
            }
            case CNN -> {
                convolution(all, "conv1", 1, 32, 3);
                convolution(all, "conv2", 32, 32, 3);
                convolution(all, "conv3", 32, 64, 3);
                convolution(all, "conv4", 64, 64, 3);
                dense(all, "dense", 64 * 7 * 7, Sizes.DIGITS);
            }
            case LSTM -> recurrent(all, 4);
            case GRU -> recurrent(all, 3);
            case TRANSFORMER -> transformer(all);
            case WORD2VEC -> {
                all.add(Parameter.of("centre", 0.1, Sizes.WORDS, Sizes.EMBEDDING));
                all.add(Parameter.of("context", 0.1, Sizes.WORDS, Sizes.EMBEDDING));
            }
        }
        return List.copyOf(all);
    }

    /** The weight of that name. */
    public Parameter parameter(String name) {
        return parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(this + " has no weight " + name));
    }

    private static void dense(List<Parameter> all, String name, int in, int out) {
        all.add(Parameter.of(name + ".w", Math.sqrt(2.0 / in), out, in));
        all.add(Parameter.of(name + ".b", BIAS, out));
    }

    private static void convolution(List<Parameter> all, String name, int in, int out, int side) {
        all.add(Parameter.of(name + ".w", Math.sqrt(2.0 / (in * side * side)), out, in, side, side));
        all.add(Parameter.of(name + ".b", BIAS, out));
    }

    private static void recurrent(List<Parameter> all, int gates) {
        double deviation = 1 / Math.sqrt(Sizes.HIDDEN);
        int rows = gates * Sizes.HIDDEN;
        all.add(Parameter.of("input.w", deviation, rows, Sizes.CHARACTERS));
        all.add(Parameter.of("hidden.w", deviation, rows, Sizes.HIDDEN));
        all.add(Parameter.of("input.b", BIAS, rows));
        all.add(Parameter.of("hidden.b", BIAS, rows));
        dense(all, "dense", Sizes.HIDDEN, Sizes.CHARACTERS);
    }

    private static void transformer(List<Parameter> all) {
        all.add(Parameter.of("character", 0.1, Sizes.CHARACTERS, Sizes.HIDDEN));
        all.add(Parameter.of("position", 0.1, Sizes.STEPS, Sizes.HIDDEN));
        for (int block = 1; block <= Sizes.BLOCKS; block++) {
            norm(all, "block" + block + ".norm1");
            for (String projection : List.of("query", "key", "value", "result")) {
                dense(all, "block" + block + "." + projection, Sizes.HIDDEN, Sizes.HIDDEN);
            }
            norm(all, "block" + block + ".norm2");
            dense(all, "block" + block + ".up", Sizes.HIDDEN, Sizes.INNER);
            dense(all, "block" + block + ".down", Sizes.INNER, Sizes.HIDDEN);
        }
        norm(all, "norm");
        dense(all, "dense", Sizes.HIDDEN, Sizes.CHARACTERS);
    }

    private static void norm(List<Parameter> all, String name) {
        all.add(Parameter.around1(name + ".w", BIAS, Sizes.HIDDEN));
        all.add(Parameter.of(name + ".b", BIAS, Sizes.HIDDEN));
    }
}
