package dev.wengert.testing;

/** How many random lists tests go through: more with {@code mvn verify -Psweep}. */
public final class Sweep {
    private static final int FACTOR = Integer.getInteger("wengert.sweep", 1);

    private Sweep() {}

    /** As many repetitions as usual, times what is asked for. */
    public static long times(long usual) {
        return usual * FACTOR;
    }
}
