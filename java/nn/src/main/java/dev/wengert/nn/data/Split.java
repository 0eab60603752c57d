package dev.wengert.nn.data;

/** The two halves of a data set. */
public enum Split {
    /** What a model is fitted to. */
    TRAIN("train"),
    /** What a model is judged by, and never fitted to. */
    TEST("t10k");

    private final String prefix;

    Split(String prefix) {
        this.prefix = prefix;
    }

    /** How MNIST's file names begin. */
    String prefix() {
        return prefix;
    }
}
