package dev.wengert.operator;

/**
 * How many tiles the work of a kernel is cut into. A function of shapes alone: the thread count never enters, so that partial
 * results are combined in the same order whoever computed them.
 */
public final class Tiling {
    /** Elements in a tile of elementwise work: some microseconds of it, against about one for handing out a tile. */
    private static final long GRAIN = 16 * 1024;

    private static final long MOST = 1024;

    private Tiling() {}

    /** Tiles for {@code n} elements of cheap work. */
    public static long elements(long n) {
        return work(n, n);
    }

    /** Tiles for {@code rows} rows that cannot be cut, each of {@code cols} elements. */
    public static long rows(long rows, long cols) {
        return rows == 0 ? 0 : work(rows, Math.max(1, rows * cols));
    }

    /** Tiles for {@code units} that cannot be cut, together as much work as {@code elements} additions. */
    public static long work(long units, long elements) {
        if (units == 0) {
            return 0;
        }
        return Math.max(1, Math.min(Math.min(units, MOST), (elements + GRAIN / 2) / GRAIN));
    }
}
