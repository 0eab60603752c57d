package dev.wengert.operator.normalization;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = (x − mean) / √(var + eps) · w + b} with mean and variance of each channel over everything else, which are
 * results too: {@code (examples, channels, …), (channels), (channels) → (examples, channels, …), (channels), (channels)}. The
 * variance is Σ (x − mean)² / n. Operands: x, w, b. Results: y, mean, variance.
 *
 * @param eps added to the variance, 1e-5 unless given
 */
record BatchNormTraining(double eps) implements NormalizationOperator, Operator {
    BatchNormTraining() {
        this(1e-5);
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(3, operands);
        Channels.check(operands.get(0), operands.subList(1, 3), "w", "b");
        return List.of(operands.get(0), operands.get(1), operands.get(1));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        long tiles = Tiling.work(Channels.units(x.shape()), 2 * x.size());
        long[] sizes = Channels.sizes(x.shape());
        out.emit(
                "batch_moments_" + x.dtype(),
                tiles,
                sizes,
                new double[0],
                out.result(1),
                out.result(2),
                out.operand(0));
        out.emit(
                "batch_norm_" + x.dtype(),
                tiles,
                sizes,
                new double[] {eps},
                out.result(0),
                out.operand(0),
                out.result(1),
                out.result(2),
                out.operand(1),
                out.operand(2));
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        Register x = z.operand(0);
        Register dy = dz.get(0);
        Register sum = dy == null ? null : adjoint(z, z.operand(1), dy).get(operand);
        if (operand > 0) {
            return sum;
        }
        double count = Channels.count(x.type().shape());
        Register dmean = dz.get(1);
        if (dmean != null) {
            Register term =
                    Channels.beside(x, dmean.div(count)).broadcastTo(x.type().shape());
            sum = sum == null ? term : sum.add(term);
        }
        Register dvar = dz.get(2);
        if (dvar != null) {
            Register term = away(z).mul(Channels.beside(x, dvar.mul(2 / count)));
            sum = sum == null ? term : sum.add(term);
        }
        return sum;
    }

    private List<Register> adjoint(Assignment z, Register w, Register dy) {
        return dy.builder()
                .apply(new BatchNormTrainingVjp(eps), List.of(z.operand(0), z.result(1), z.result(2), w, dy));
    }

    private static Register away(Assignment z) {
        return z.operand(0).sub(Channels.beside(z.operand(0), z.result(1)));
    }

    /** For y, the Jacobian of {@code (x − mean) / √(var + eps)} is symmetric, so the VJP gives its tangent too. */
    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Register x = z.operand(0);
        Register tx = ty.get(0);
        Register tw = ty.get(1);
        Register tb = ty.get(2);
        Register tangent = null;
        Register tmean = null;
        Register tvar = null;
        if (tx != null) {
            Register ones = x.builder().fill(1, z.operand(1).type());
            tangent = adjoint(z, ones, tx).get(0).mul(Channels.beside(x, z.operand(1)));
            int[] others = Channels.others(x.type().shape());
            tmean = tx.mean(others);
            tvar = away(z).mul(tx).mean(others).mul(2);
        }
        if (tw != null) {
            Register scale = z.result(2).add(eps).rsqrt().mul(tw);
            Register term = away(z).mul(Channels.beside(x, scale));
            tangent = tangent == null ? term : tangent.add(term);
        }
        if (tb != null) {
            Register term = Channels.beside(x, tb);
            tangent = tangent == null ? term.broadcastTo(x.type().shape()) : tangent.add(term);
        }
        return Arrays.asList(tangent, tmean, tvar);
    }

    /** The channels of the whole batch stand side by side. */
    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        Shape one = z.operand(0).type().shape();
        long channels = size * one.dim(1);
        int[] order = new int[one.rank() + 1];
        Arrays.setAll(order, axis -> axis);
        order[0] = 1;
        order[1] = 0;
        Register x = Broadcasting.repeat(operands.get(0), batched[0], size).transpose(order);
        Register w = Broadcasting.repeat(operands.get(1), batched[1], size).reshape(channels);
        Register b = Broadcasting.repeat(operands.get(2), batched[2], size).reshape(channels);
        Shape together = one.slice(2, one.rank()).insert(0, channels).insert(0, one.dim(0));
        List<Register> results = x.builder().apply(this, List.of(x.reshape(together), w, b));
        Register y = results.get(0).reshape(x.type().shape()).transpose(order);
        return List.of(
                y, results.get(1).reshape(size, one.dim(1)), results.get(2).reshape(size, one.dim(1)));
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
