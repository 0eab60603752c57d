package dev.wengert.operator.attention;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = p·v} and {@code lse = log Σ exp(s)}, where {@code s = scale · q·kᵀ + mask} and {@code p = exp(s − lse)}: {@code
 * (…, T, d), (…, S, d), (…, S, v) → (…, T, v), (…, T)}, the leading axes the same; a mask of bool or to be added, which may be
 * left out, broadcasts to {@code (…, T, S)}. Neither s nor p is ever whole in memory, but for the JVP and for the cotangent of
 * a mask (Dao et al., "FlashAttention", 2022). Convention: for a query that sees no key y is 0 and lse +∞, so that p is 0.
 * Operands: q, k, v, mask. Results: y, lse.
 *
 * @param isCausal whether query i sees the keys up to i alone, counted from the first of both
 * @param scale the factor of the products, 1 unless given
 */
record Attention(boolean isCausal, double scale) implements AttentionOperator, Operator {
    private static final int MASK = 3;

    Attention() {
        this(false, 1);
    }

    /** Refuses another number of operands than {@code least} or one more. */
    static void checkCount(List<TensorType> operands, int least, String names) {
        Require.that(
                operands.size() == least || operands.size() == least + 1,
                "expected operands " + names + ", found " + operands.size());
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        checkCount(operands, MASK, "q, k, v and perhaps a mask");
        return check(isCausal, operands.subList(0, MASK), operands.subList(MASK, operands.size()));
    }

    /** Checks q, k, v and masks, none or one; gives the types of y and lse. */
    static List<TensorType> check(boolean isCausal, List<TensorType> y, List<TensorType> masks) {
        TensorType q = y.get(0);
        Require.real("q", q);
        for (TensorType type : y) {
            Require.sameDType(q, type);
            Require.rankAtLeast(2, "q, k and v", type);
        }
        Shape queries = q.shape();
        Shape keys = y.get(1).shape();
        Shape values = y.get(2).shape();
        Shape lead = queries.slice(0, queries.rank() - 2);
        Require.that(
                keys.equals(with(lead, keys.dim(-2), queries.dim(-1))),
                "expected k with the leading axes and the width of q " + q + ", found " + y.get(1));
        Require.that(
                values.equals(with(lead, keys.dim(-2), values.dim(-1))),
                "expected v with the leading axes and as many rows as k " + y.get(1) + ", found " + y.get(2));
        for (TensorType mask : masks) {
            Require.that(
                    mask.dtype() == DType.BOOL || mask.dtype() == q.dtype(),
                    "expected a mask of bool or " + q.dtype() + ", found " + mask);
            Shape scores = with(lead, queries.dim(-2), keys.dim(-2));
            Require.that(
                    mask.shape().broadcastsTo(scores),
                    "expected a mask that broadcasts to " + scores + ", found " + mask);
            Require.that(!isCausal, "expected no mask where isCausal, found " + mask);
        }
        return List.of(
                q.withShape(with(lead, queries.dim(-2), values.dim(-1))),
                q.withShape(lead.insert(lead.rank(), queries.dim(-2))));
    }

    private static Shape with(Shape lead, long rows, long cols) {
        return lead.insert(lead.rank(), rows).insert(lead.rank() + 1, cols);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Extent extent = Extent.of(z, MASK);
        out.emit(
                "attention_" + z.operand(0).type().dtype(),
                Tiling.work(extent.batch() * extent.queryBlocks(), extent.work()),
                extent.sizes(isCausal, 0),
                new double[] {scale},
                out.result(0),
                out.result(1),
                out.operand(0),
                out.operand(1),
                out.operand(2),
                extent.mask(out),
                extent.geometry(out));
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        Register y = z.result(0);
        Register dy = dz.get(0);
        Register dlse = dz.get(1);
        if (dy == null) {
            dy = y.builder().fill(0, y.type());
        }
        Register delta = dy.mul(y).sum(-1);
        if (dlse != null) {
            delta = delta.sub(dlse);
        }
        if (operand == MASK) {
            Register dp = dy.matmul(z.operand(2), false, true);
            Register ds = weights(z).mul(dp.sub(column(delta)));
            return Broadcasting.sumTo(ds, z.operand(MASK).type().shape());
        }
        List<Register> operands = new ArrayList<>(z.operands().subList(0, MASK));
        operands.addAll(List.of(z.result(1), delta, dy));
        operands.addAll(z.operands().subList(MASK, z.operands().size()));
        return y.builder().apply(new AttentionVjp(isCausal, scale), operands).get(operand);
    }

    private Register weights(Assignment z) {
        return weights(isCausal, scale, z.operands(), z.result(1));
    }

    /** {@code p = exp(s − lse)} as a matrix. */
    static Register weights(boolean isCausal, double scale, List<Register> operands, Register lse) {
        Register s = operands.get(0).matmul(operands.get(1), false, true).mul(scale);
        if (operands.size() > MASK) {
            Register mask = operands.get(MASK);
            s = mask.type().dtype() == DType.BOOL ? mask.where(s, Double.NEGATIVE_INFINITY) : s.add(mask);
        }
        Register p = s.sub(column(lse)).exp();
        return isCausal ? p.tril(0) : p;
    }

    /** A number for each query as a column beside the keys. */
    static Register column(Register x) {
        return x.reshape(x.type().shape().insert(x.type().shape().rank(), 1));
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Register p = weights(z);
        Register ts = null;
        Register tq = ty.get(0);
        Register tk = ty.get(1);
        Register tv = ty.get(2);
        if (tq != null) {
            ts = tq.matmul(z.operand(1), false, true).mul(scale);
        }
        if (tk != null) {
            Register term = z.operand(0).matmul(tk, false, true).mul(scale);
            ts = ts == null ? term : ts.add(term);
        }
        Register tmask = ty.size() > MASK ? ty.get(MASK) : null;
        if (tmask != null) {
            ts = ts == null ? tmask.broadcastTo(p.type().shape()) : ts.add(tmask);
        }
        Register tangent = tv == null ? null : p.matmul(tv);
        Register tlse = null;
        if (ts != null) {
            tlse = p.mul(ts).sum(-1);
            Register term = p.mul(ts.sub(column(tlse))).matmul(z.operand(2));
            tangent = tangent == null ? term : tangent.add(term);
        }
        return Arrays.asList(tangent, tlse);
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        List<Register> all = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            all.add(
                    i < MASK
                            ? Broadcasting.repeat(operands.get(i), batched[i], size)
                            : Broadcasting.align(
                                    operands.get(i),
                                    batched[i],
                                    z.operand(0).type().shape().rank()));
        }
        return all.get(0).builder().apply(this, all);
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
