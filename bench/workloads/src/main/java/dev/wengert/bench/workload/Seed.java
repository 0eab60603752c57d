package dev.wengert.bench.workload;

/** What all random numbers of the benchmarks begin with, in every process and in the native drivers. It is stored with results. */
public final class Seed {
    /** The seed. */
    public static final int VALUE = 20261121;

    private Seed() {}
}
