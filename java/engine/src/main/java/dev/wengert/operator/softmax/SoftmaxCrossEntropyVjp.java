package dev.wengert.operator.softmax;

import static dev.wengert.operator.softmax.CrossEntropyOperator.column;

import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleComposite;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The VJP of {@link SoftmaxCrossEntropy} for the logits: {@code dx = (softmax(x) Σt − t) dloss}. Operands: x, t, dloss, w.
 *
 * @param ignoreIndex as in softmax_cross_entropy
 * @param labelSmoothing as in softmax_cross_entropy
 */
record SoftmaxCrossEntropyVjp(long ignoreIndex, double labelSmoothing)
        implements CrossEntropyOperator, SingleComposite {
    SoftmaxCrossEntropyVjp() {
        this(-100, 0);
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.same("dloss", lossType(y), y.get(2));
        return y.get(0);
    }

    @Override
    public Register write(List<Register> y) {
        Register t = probabilities(y);
        return y.get(0).softmax(-1).mul(t.sum(true, -1)).sub(t).mul(column(y.get(2)));
    }

    @Override
    public SoftmaxCrossEntropyVjp ofProbabilities() {
        return new SoftmaxCrossEntropyVjp();
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
