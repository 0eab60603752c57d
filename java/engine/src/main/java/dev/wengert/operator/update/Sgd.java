package dev.wengert.operator.update;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.index.ScatterAdd;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * {@code p' = p − lr (g + weightDecay p)}: stochastic gradient descent. Operands: p, g, lr.
 *
 * @param weightDecay the factor of the L2 penalty
 */
record Sgd(double weightDecay) implements UpdateOperator {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        return List.of(UpdateOperator.check(operands, 1, 3));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long n = z.result().type().size();
        out.emit(
                "sgd_" + z.result().type().dtype(),
                UpdateOperator.tiles(n),
                new long[] {n},
                new double[] {weightDecay},
                out.result(0),
                out.operand(0),
                out.operand(1),
                out.operand(2));
    }

    @Override
    public Optional<Assignment> fuse(Assignment z, IntFunction<Optional<Assignment>> alone) {
        return alone.apply(1)
                .filter(g -> weightDecay == 0 && g.operator() instanceof ScatterAdd sum && sum.batchDims() == 0)
                .map(g -> z.by(new SgdRows(), List.of(z.operand(0), g.operand(0), g.operand(1), z.operand(2))));
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Register p = operands.get(0);
        return List.of(
                p.sub(UpdateOperator.decayed(operands.get(1), p, weightDecay).mul(operands.get(2))));
    }
}
