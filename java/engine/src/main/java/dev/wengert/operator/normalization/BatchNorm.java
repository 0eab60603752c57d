package dev.wengert.operator.normalization;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * {@code y = (x − mean) / √(var + eps) · w + b} for each channel: {@code (examples, channels, …)} and four times {@code
 * (channels)}, namely running mean, running variance, w and b (Ioffe and Szegedy, 2015). In inference mean and variance are
 * the running ones. In training they are those of x, and two more results are the new running values {@code (1 − momentum)
 * running + momentum · of x}, where the variance is divided by one element less than there are. Convention: as in PyTorch,
 * training with one element for each channel is refused. Operands: x, runningMean, runningVariance, w, b. Results: y,
 * runningMean, runningVariance.
 *
 * @param training whether mean and variance are those of x
 * @param momentum how much of the running values is replaced, 0.1 unless given
 * @param eps added to the variance, 1e-5 unless given
 */
record BatchNorm(boolean training, double momentum, double eps) implements NormalizationOperator, Formula {
    BatchNorm() {
        this(false, 0.1, 1e-5);
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(5, operands);
        Channels.check(operands.get(0), operands.subList(1, 5), "a running mean", "a running variance", "w", "b");
        long count = Channels.count(operands.get(0).shape());
        Require.that(
                !training || count != 1,
                "expected more than one element for each channel in training, found " + operands.get(0));
        return Formula.super.infer(operands);
    }

    @Override
    public List<Register> decompose(List<Register> y) {
        Register x = y.get(0);
        if (!training) {
            return x.builder().apply(new BatchNormInference(eps), y);
        }
        List<Register> results = x.builder().apply(new BatchNormTraining(eps), List.of(x, y.get(3), y.get(4)));
        double count = Channels.count(x.type().shape());
        Register unbiased = results.get(2).mul(count / (count - 1));
        return List.of(results.get(0), moved(y.get(1), results.get(1)), moved(y.get(2), unbiased));
    }

    private Register moved(Register running, Register of) {
        return running.mul(1 - momentum).add(of.mul(momentum));
    }
}
