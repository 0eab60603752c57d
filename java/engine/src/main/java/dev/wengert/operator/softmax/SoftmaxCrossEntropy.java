package dev.wengert.operator.softmax;

import static dev.wengert.operator.softmax.CrossEntropyOperator.column;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code loss = −Σ t log softmax(x)} over the last axis, of logits x and a target t: class indices l or probabilities. Of
 * indices t is {@code w ((1 − s) onehot(l) + s / classes)} with the smoothing s and weights w of the classes, a third
 * operand that may be left out; without both, {@code loss = log Σ exp(x) − x[l]}. The loss of a row whose index is
 * {@code ignoreIndex} is 0. Any other index outside the classes fails the run. Operands: x, t, w.
 *
 * @param ignoreIndex the index of rows that count nothing
 * @param labelSmoothing s, from 0 to 1; with probabilities 0
 */
record SoftmaxCrossEntropy(long ignoreIndex, double labelSmoothing) implements CrossEntropyOperator {
    SoftmaxCrossEntropy() {
        this(-100, 0);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        return lossType(y);
    }

    private Register vjp(List<Register> y, Register dloss) {
        List<Register> operands = new ArrayList<>(y);
        operands.add(2, dloss);
        return dloss.builder()
                .apply(new SoftmaxCrossEntropyVjp(ignoreIndex, labelSmoothing), operands)
                .get(0);
    }

    @Override
    public SoftmaxCrossEntropy ofProbabilities() {
        return new SoftmaxCrossEntropy();
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        if (operand == 0) {
            return vjp(z.operands(), dz);
        }
        Register logits = z.operand(0);
        Register dt = logits.logSoftmax(-1).mul(column(dz)).neg();
        if (operand == 1) {
            return dt;
        }
        Register dw = dt.mul(unweighted(logits, z.operand(1)));
        return Broadcasting.sumTo(dw, z.operand(2).type().shape());
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register logits = z.operand(0);
        Register tt = ty.get(1);
        if (ty.size() > arity() && ty.get(2) != null) {
            tt = unweighted(logits, z.operand(1)).mul(ty.get(2));
        }
        Register tx = ty.get(0);
        Register byTarget =
                tt == null ? null : logits.logSoftmax(-1).mul(tt).sum(-1).neg();
        if (tx == null) {
            return byTarget;
        }
        Register ones = logits.builder().fill(1, z.result().type());
        Register byLogits = vjp(z.operands(), ones).mul(tx).sum(-1);
        return byTarget == null ? byLogits : byLogits.add(byTarget);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofOthers(
                y -> y.get(0).logSoftmax(-1).mul(probabilities(y)).sum(-1).neg()));
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
