package dev.wengert.operator.product;

import dev.wengert.tensor.DType;

/** Which kernel computes a product of matrices and how it is cut, by shape alone. */
final class Gemm {
    /** Multiply-adds in a tile: about 50 µs of one core. */
    private static final long WORK = 4L << 20;

    private static final long LANES = 64;

    private Gemm() {}

    /** The most rows and columns of the result in one tile; multiples of the kernels' blocks. */
    record Tile(long rows, long cols) {}

    /** Whether a BLAS, where there is one, is to be preferred to the handwritten kernel. */
    static boolean useBlas(DType dtype, long m, long n, long k) {
        return m >= 32 && n >= 16 && k >= 16;
    }

    static Tile tile(long m, long n, long k, long batch) {
        long tiles = Math.max(1, m * n / 64 * Math.max(1, k) / (WORK / 64));
        long rows = Math.max(1, m);
        long cols = Math.max(1, n);
        while (tiles > 1) {
            if (rows > 2 * cols || cols <= LANES) {
                if (rows <= 2 * LANES) {
                    break;
                }
                rows = half(rows);
            } else {
                if (cols <= 2 * LANES) {
                    break;
                }
                cols = half(cols);
            }
            tiles /= 2;
        }
        return new Tile(rows, cols);
    }

    private static long half(long length) {
        return ((length + 1) / 2 + LANES - 1) / LANES * LANES;
    }
}
