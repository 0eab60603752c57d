package dev.wengert.bench.peers;

/**
 * How long comparisons take.
 *
 * @param rounds how often each library has its turn
 * @param least how often it has, however long that takes
 * @param limit nanoseconds of turns after which there are no more rounds than those
 * @param slice nanoseconds of a turn
 * @param warm nanoseconds that each library runs before the first
 * @param launches how often each library is started for its footprint
 */
record Effort(int rounds, int least, long limit, long slice, long warm, int launches) {
    /** For results. */
    static final Effort FULL = new Effort(21, 11, 10_000_000_000L, 60_000_000, 1_000_000_000, 5);

    /** To see that everything works. */
    static final Effort SHORT = new Effort(5, 2, 2_000_000_000L, 20_000_000, 100_000_000, 2);
}
