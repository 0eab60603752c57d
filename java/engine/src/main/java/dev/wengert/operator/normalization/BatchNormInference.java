package dev.wengert.operator.normalization;

import dev.wengert.list.Assignment;
import dev.wengert.list.Composite;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * {@code y = (x − mean) / √(var + eps) · w + b} for each channel, of x {@code (examples, channels, …)} and given mean,
 * variance, w and b {@code (channels)}. Operands: x, mean, variance, w, b.
 *
 * @param eps added to the variance, 1e-5 unless given
 */
record BatchNormInference(double eps) implements NormalizationOperator, Composite {
    BatchNormInference() {
        this(1e-5);
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(5, operands);
        Channels.check(operands.get(0), operands.subList(1, 5), "a mean", "a variance", "w", "b");
        return operands.subList(0, 1);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        out.emit(
                "batch_norm_" + x.dtype(),
                Tiling.work(Channels.units(x.shape()), 2 * x.size()),
                Channels.sizes(x.shape()),
                new double[] {eps},
                out.result(0),
                out.operand(0),
                out.operand(1),
                out.operand(2),
                out.operand(3),
                out.operand(4));
    }

    @Override
    public List<Register> decompose(List<Register> y) {
        Register x = y.get(0);
        Register factor = y.get(2).add(eps).rsqrt().mul(y.get(3));
        return List.of(x.sub(Channels.beside(x, y.get(1)))
                .mul(Channels.beside(x, factor))
                .add(Channels.beside(x, y.get(4))));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
