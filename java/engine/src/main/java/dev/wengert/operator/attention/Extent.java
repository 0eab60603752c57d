package dev.wengert.operator.attention;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.operator.Geometry;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import java.util.Arrays;

/**
 * The sizes of attention as its kernels take them; an assignment has q, k and v first, and perhaps a mask at a given place.
 */
record Extent(Assignment z, int maskAt, long batch, long queries, long keys, long width, long valueWidth) {
    private static final int CAUSAL = 1;
    private static final int MASK_OF_BOOL = 2;
    private static final int MASK_ADDED = 4;

    /** Queries that the kernels take together, and bytes of a row of scores. */
    private static final long QUERIES = 64;

    private static final long KEY_BYTES = 256;

    static Extent of(Assignment z, int maskAt) {
        Shape q = z.operand(0).type().shape();
        Shape v = z.operand(2).type().shape();
        return new Extent(z, maskAt, q.slice(0, q.rank() - 2).size(), q.dim(-2), v.dim(-2), q.dim(-1), v.dim(-1));
    }

    long queryBlocks() {
        return Math.ceilDiv(queries, QUERIES);
    }

    long keyBlocks() {
        return Math.ceilDiv(keys, KEY_BYTES / z.operand(0).type().dtype().byteSize());
    }

    /** As much work as so many additions. */
    long work() {
        return batch * queries * Math.max(1, keys * (16 + width + valueWidth) / 16);
    }

    private boolean masked() {
        return z.operands().size() > maskAt;
    }

    long[] sizes(boolean isCausal, int flags) {
        long all = flags | (isCausal ? CAUSAL : 0);
        long[] strides = {0, 0};
        if (masked()) {
            all |= z.operand(maskAt).type().dtype() == DType.BOOL ? MASK_OF_BOOL : MASK_ADDED;
            long[] each = maskStrides();
            strides = Arrays.copyOfRange(each, each.length - 2, each.length);
        }
        return new long[] {batch, queries, keys, width, valueWidth, all, strides[0], strides[1]};
    }

    Buffer mask(Lowering out) {
        return masked() ? out.operand(maskAt) : Buffer.NONE;
    }

    /** The dimensions of the batch and the mask's strides along them. */
    Buffer geometry(Lowering out) {
        Shape q = z.operand(0).type().shape();
        int rank = q.rank() - 2;
        if (!masked() || rank == 0) {
            return Buffer.NONE;
        }
        long[] block = new long[1 + 2 * rank];
        block[0] = rank;
        System.arraycopy(q.dims(), 0, block, 1, rank);
        System.arraycopy(maskStrides(), 0, block, 1 + rank, rank);
        return out.constants(block);
    }

    private long[] maskStrides() {
        Shape q = z.operand(0).type().shape();
        long[] scores = q.dims();
        scores[scores.length - 1] = keys;
        return Geometry.broadcastStrides(z.operand(maskAt).type().shape(), Shape.of(scores));
    }
}
