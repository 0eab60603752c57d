package dev.wengert.operator.update;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * Gradient descent with a velocity: {@code v' = momentum v + (1 − dampening) (g + weightDecay p)}, {@code p' = p − lr v'}; with
 * Nesterov's look-ahead {@code p' = p − lr (g + weightDecay p + momentum v')} (Sutskever et al., ICML 2013, as in PyTorch).
 * Operands: p, v, g, lr. Results: p, v.
 *
 * @param momentum the part of the velocity that stays
 * @param dampening the part of the gradient that is left out
 * @param nesterov whether to look ahead
 * @param weightDecay the factor of the L2 penalty
 */
record Momentum(double momentum, double dampening, boolean nesterov, double weightDecay) implements UpdateOperator {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        TensorType type = UpdateOperator.check(operands, 2, 4);
        return List.of(type, type);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long n = z.result().type().size();
        out.emit(
                "momentum_" + z.result().type().dtype(),
                UpdateOperator.tiles(n),
                new long[] {n},
                new double[] {momentum, dampening, nesterov ? 1 : 0, weightDecay},
                out.result(0),
                out.result(1),
                out.operand(0),
                out.operand(1),
                out.operand(2),
                out.operand(3));
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Register p = operands.get(0);
        Register g = UpdateOperator.decayed(operands.get(2), p, weightDecay);
        Register v = operands.get(1).mul(momentum).add(g.mul(1 - dampening));
        Register direction = nesterov ? g.add(v.mul(momentum)) : v;
        return List.of(p.sub(direction.mul(operands.get(3))), v);
    }
}
