package dev.wengert.operator.attention;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Composite;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The VJP of {@link Attention} for q, k and v, of these, lse, {@code delta = Σ dy·y − dlse}, dy and the mask, if there is one:
 * with {@code p = exp(scale · q·kᵀ + mask − lse)} and {@code ds = scale · p·(dy·vᵀ − delta)}, {@code dq = ds·k}, {@code dk =
 * dsᵀ·q} and {@code dv = pᵀ·dy}. p and ds are computed again, block by block. Operands: q, k, v, lse, delta, dy, mask.
 * Results: dq, dk, dv.
 *
 * @param isCausal whether query i sees the keys up to i alone, counted from the first of both
 * @param scale the factor of the products, 1 unless given
 */
record AttentionVjp(boolean isCausal, double scale) implements AttentionOperator, Composite {
    private static final int MASK = 6;
    private static final int KEYS_ALONE = 8;
    private static final int QUERIES_ALONE = 16;

    /** With a batch of so many, no thread of a common machine waits. */
    private static final long SIDE_BY_SIDE = 16;

    AttentionVjp() {
        this(false, 1);
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Attention.checkCount(operands, MASK, "q, k, v, lse, delta, dy and perhaps a mask");
        List<TensorType> results =
                Attention.check(isCausal, operands.subList(0, 3), operands.subList(MASK, operands.size()));
        Require.same("lse", results.get(1), operands.get(3));
        Require.same("delta", results.get(1), operands.get(4));
        Require.same("dy", results.get(0), operands.get(5));
        return operands.subList(0, 3);
    }

    /** A small batch of long sequences is cut into blocks of keys, then into blocks of queries: seven products, not five. */
    @Override
    public void lower(Assignment z, Lowering out) {
        Extent extent = Extent.of(z, MASK);
        Buffer mask = extent.mask(out);
        Buffer geometry = extent.geometry(out);
        if (extent.batch() >= SIDE_BY_SIDE || extent.queryBlocks() * extent.keyBlocks() < 4) {
            emit(extent, extent.batch(), 0, mask, geometry, z, out);
        } else {
            emit(extent, extent.batch() * extent.keyBlocks(), KEYS_ALONE, mask, geometry, z, out);
            emit(extent, extent.batch() * extent.queryBlocks(), QUERIES_ALONE, mask, geometry, z, out);
        }
    }

    private void emit(Extent extent, long units, int flags, Buffer mask, Buffer geometry, Assignment z, Lowering out) {
        out.emit(
                "attention_vjp_" + z.operand(0).type().dtype(),
                Tiling.work(units, 2 * extent.work()),
                extent.sizes(isCausal, flags),
                new double[] {scale},
                out.result(0),
                out.result(1),
                out.result(2),
                out.operand(0),
                out.operand(1),
                out.operand(2),
                out.operand(3),
                out.operand(4),
                out.operand(5),
                mask,
                geometry);
    }

    @Override
    public List<Register> decompose(List<Register> y) {
        List<Register> operands = new ArrayList<>(y.subList(0, 3));
        operands.addAll(y.subList(MASK, y.size()));
        Register dy = y.get(5);
        Register p = Attention.weights(isCausal, scale, operands, y.get(3));
        Register dp = dy.matmul(y.get(2), false, true);
        Register ds = p.mul(dp.sub(Attention.column(y.get(4)))).mul(scale);
        return List.of(ds.matmul(y.get(1)), ds.matmul(y.get(0), true, false), p.matmul(dy, true, false));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
