package dev.wengert.operator.softmax;

import static dev.wengert.operator.softmax.CrossEntropyOperator.column;
import static dev.wengert.operator.softmax.CrossEntropyOperator.probabilities;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The VJP of {@link SoftmaxCrossEntropy} for the logits: {@code dx = (softmax(x) Σt − t) dloss}, where Σt is 1
 * for class indices. Its own derivatives are written with softmax. Operands: x, t, dloss.
 */
record SoftmaxCrossEntropyVjp() implements CrossEntropyOperator {
    @Override
    public int arity() {
        return 3;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.same("dloss", CrossEntropyOperator.lossType(y.get(0), y.get(1)), y.get(2));
        return y.get(0);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long[] sizes = CrossEntropyOperator.sizes(z.operand(0));
        out.emit(
                "softmax_cross_entropy_vjp" + CrossEntropyOperator.suffix(z.operand(0), z.operand(1)),
                Tiling.rows(sizes[0], 4 * sizes[1]),
                sizes,
                new double[0],
                out.result(0),
                out.operand(0),
                out.operand(1),
                out.operand(2));
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register softmax = z.operand(0).softmax(-1);
        Register t = probabilities(z.operand(0), z.operand(1));
        Register scaled = dz.mul(column(z.operand(2)));
        return switch (operand) {
            case 0 -> softmax.apply(new SoftmaxVjp(-1), scaled.mul(t.sum(true, -1)));
            case 1 -> scaled.mul(softmax).sum(true, -1).sub(scaled);
            default -> softmax.mul(t.sum(true, -1)).sub(t).mul(dz).sum(-1);
        };
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register softmax = z.operand(0).softmax(-1);
        Register t = probabilities(z.operand(0), z.operand(1));
        Register dloss = column(z.operand(2));
        Register tx = ty.get(0);
        Register tt = ty.get(1);
        Register td = ty.get(2);
        Register sum = null;
        if (tx != null) {
            sum = softmax.apply(new SoftmaxVjp(-1), tx.mul(t.sum(true, -1))).mul(dloss);
        }
        if (tt != null) {
            Register term = softmax.mul(tt.sum(true, -1)).sub(tt).mul(dloss);
            sum = sum == null ? term : sum.add(term);
        }
        if (td != null) {
            Register term = softmax.mul(t.sum(true, -1)).sub(t).mul(column(td));
            sum = sum == null ? term : sum.add(term);
        }
        return sum;
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        List<Register> all = CrossEntropyOperator.repeated(operands, batched);
        return all.get(0).apply(this, all.get(1), all.get(2));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
