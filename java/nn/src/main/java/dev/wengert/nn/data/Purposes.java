package dev.wengert.nn.data;

/** What this package draws random numbers for; no two purposes share a number. */
final class Purposes {

    static final int EPOCH_ORDER = 3;

    private Purposes() {}

    static int digits(Split split) {
        return switch (split) {
            case TRAIN -> 1;
            case TEST -> 2;
        };
    }
}
