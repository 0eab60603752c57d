package dev.wengert.operator.softmax;

import static dev.wengert.operator.softmax.CrossEntropyOperator.column;
import static dev.wengert.operator.softmax.CrossEntropyOperator.probabilities;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code loss = −Σ t log softmax(x)} over the last axis, of logits and a target: class indices (then {@code loss = log Σ
 * exp(x) − x[t]}) or probabilities. An index outside the classes fails the run.
 * Operands: x, t.
 */
record SoftmaxCrossEntropy() implements CrossEntropyOperator {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        return CrossEntropyOperator.lossType(y.get(0), y.get(1));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long[] sizes = CrossEntropyOperator.sizes(z.operand(0));
        out.emit(
                "softmax_cross_entropy" + CrossEntropyOperator.suffix(z.operand(0), z.operand(1)),
                Tiling.rows(sizes[0], 4 * sizes[1]),
                sizes,
                new double[0],
                out.result(0),
                out.operand(0),
                out.operand(1));
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register logits = z.operand(0);
        return operand == 0
                ? logits.apply(new SoftmaxCrossEntropyVjp(), z.operand(1), dz)
                : logits.logSoftmax(-1).mul(column(dz)).neg();
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register logits = z.operand(0);
        Register target = z.operand(1);
        Register tx = ty.get(0);
        Register tt = ty.get(1);
        Register byLogits = null;
        if (tx != null) {
            Register t = probabilities(logits, target);
            byLogits = logits.softmax(-1).mul(t.sum(true, -1)).sub(t).mul(tx).sum(-1);
        }
        Register byTarget =
                tt == null ? null : logits.logSoftmax(-1).mul(tt).sum(-1).neg();
        return byLogits == null ? byTarget : byTarget == null ? byLogits : byLogits.add(byTarget);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        List<Register> all = CrossEntropyOperator.repeated(operands, batched);
        return all.get(0).apply(this, all.get(1));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
