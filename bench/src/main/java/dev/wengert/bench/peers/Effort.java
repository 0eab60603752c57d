package dev.wengert.bench.peers;

/**
 * How long comparisons take.
 *
 * @param rounds how often each library has its turn
 * @param slice nanoseconds of a turn
 * @param warm nanoseconds that each library runs before the first
 * @param launches how often each library is started for its footprint
 */
record Effort(int rounds, long slice, long warm, int launches) {
    /** For results. */
    static final Effort FULL = new Effort(31, 60_000_000, 1_500_000_000, 7);

    /** To see that everything works. */
    static final Effort SHORT = new Effort(5, 20_000_000, 200_000_000, 2);
}
