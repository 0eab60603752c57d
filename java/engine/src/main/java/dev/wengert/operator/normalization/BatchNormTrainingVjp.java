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
 * The VJP of {@link BatchNormTraining} for y, of x, its mean and variance, w and dy: with {@code r = 1/√(var + eps)} and
 * {@code h = (x − mean) r}, {@code dx = w r (dy − mean dy − h mean(dy h))}, {@code dw = Σ dy h} and {@code db = Σ dy}.
 * Operands: x, mean, variance, w, dy. Results: dx, dw, db.
 *
 * @param eps added to the variance, 1e-5 unless given
 */
record BatchNormTrainingVjp(double eps) implements NormalizationOperator, Composite {
    BatchNormTrainingVjp() {
        this(1e-5);
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(5, operands);
        Channels.check(operands.get(0), operands.subList(1, 4), "a mean", "a variance", "w");
        Require.same("dy", operands.get(0), operands.get(4));
        return List.of(operands.get(0), operands.get(3), operands.get(3));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        out.emit(
                "batch_norm_vjp_" + x.dtype(),
                Tiling.work(Channels.units(x.shape()), 4 * x.size()),
                Channels.sizes(x.shape()),
                new double[] {eps},
                out.result(0),
                out.result(1),
                out.result(2),
                out.operand(0),
                out.operand(1),
                out.operand(2),
                out.operand(3),
                out.operand(4));
    }

    @Override
    public List<Register> decompose(List<Register> y) {
        Register x = y.get(0);
        Register dy = y.get(4);
        int[] others = Channels.others(x.type().shape());
        double count = Channels.count(x.type().shape());
        Register r = y.get(2).add(eps).rsqrt();
        Register h = x.sub(Channels.beside(x, y.get(1))).mul(Channels.beside(x, r));
        Register db = dy.sum(others);
        Register dw = dy.mul(h).sum(others);
        Register along = dy.sub(Channels.beside(x, db.div(count))).sub(h.mul(Channels.beside(x, dw.div(count))));
        return List.of(along.mul(Channels.beside(x, r.mul(y.get(3)))), dw, db);
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
