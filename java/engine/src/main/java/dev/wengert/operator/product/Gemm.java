package dev.wengert.operator.product;

/** Which kernel computes a product of matrices and how it is cut, by shape alone. The figures behind it: bench/NOTES.md. */
final class Gemm {
    /** Multiply-adds that are worth a tile: some 30 µs of one core with wide vectors, against about one to hand it out. */
    private static final double WORK = 4 << 20;

    /** The handwritten kernel packs this many rows at a time, so cutting between them costs nothing. */
    private static final long ROWS = 128;

    /** Every tile packs its rows anew; over this many columns that takes about 2 % of its time. */
    private static final long COLS = 256;

    /** About 5 % of its time: worth it only where there would be few tiles. */
    private static final long FEWEST_COLS = 128;

    private static final long FEW_TILES = 8;

    /** The handwritten kernel computes this many columns at a time, whether or not there are so many. */
    private static final long STRIP = 32;

    /** Up to this many multiply-adds OpenBLAS has, on processors with AVX-512, kernels that pack nothing. */
    private static final long SMALL = 1_000_000;

    private static final long FEWEST_ROWS = 64;

    private Gemm() {}

    /** The most rows and columns of the result in one tile. */
    record Tile(long rows, long cols) {}

    /**
     * Whether a BLAS, where there is one, is to be preferred to the handwritten kernel: for results of few columns, which leave
     * lanes of its vectors empty. With the right operand transposed OpenBLAS loses that advantage beyond a few columns.
     */
    static boolean useBlas(long m, long n, long k, boolean rightTransposed) {
        boolean small = n <= STRIP && Math.min(m, FEWEST_ROWS) * n * k <= SMALL;
        boolean narrow = n >= 4 && (n <= 8 || (small && !rightTransposed));
        return narrow && m >= 16 && k >= 16 && Math.max(m, k) <= Integer.MAX_VALUE;
    }

    /**
     * Whether {@code xᵀ·y}, with both stored by rows, is computed as the transpose of {@code yᵀ·x}: where y has few columns, so
     * that vectors run along the many of x, which is then read once and in order.
     */
    static boolean swap(long m, long n, long k) {
        return n >= 2 && n <= 48 && m >= 64 && k >= (m < 256 ? 2048 : n <= 16 ? 128 : 512);
    }

    /** How one matrix is cut. */
    static Tile tile(long m, long n, long k, boolean rightTransposed) {
        if (useBlas(m, n, k, rightTransposed)) {
            return new Tile(part(m, Math.ceilDiv(m, Math.max(FEWEST_ROWS, SMALL / (n * k)))), n);
        }
        long wanted = tilesFor(work(m, n, k));
        long down = Math.min(wanted, Math.max(1, Math.ceilDiv(m, ROWS)));
        long across = Math.max(
                Math.min(Math.ceilDiv(wanted, down), n / COLS),
                Math.min(Math.ceilDiv(Math.min(wanted, FEW_TILES), down), n / FEWEST_COLS));
        return new Tile(part(m, down), Math.max(1, Math.min(n, Math.ceilDiv(part(n, across), STRIP) * STRIP)));
    }

    /** How many tiles {@code blocks} blocks of a batch are dealt out in: small matrices share one. */
    static long tiles(long blocks, long m, long n, long k, long batch) {
        return batch == 1 ? blocks : Math.min(blocks, tilesFor(batch * work(m, n, k)));
    }

    private static long tilesFor(double work) {
        return Math.max(1, (long) (work / WORK));
    }

    private static double work(long m, long n, long k) {
        return (double) m * Math.ceilDiv(n, STRIP) * STRIP * k;
    }

    private static long part(long length, long parts) {
        return Math.max(1, Math.ceilDiv(length, Math.max(1, parts)));
    }
}
