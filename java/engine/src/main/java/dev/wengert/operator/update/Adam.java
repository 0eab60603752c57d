package dev.wengert.operator.update;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1), where t is the number of this step, from 1:
 * {@code m' = β₁ m + (1 − β₁) g}, {@code v' = β₂ v + (1 − β₂) g²},
 * {@code p' = p − lr (m' / (1 − β₁ᵗ)) / (√(v' / (1 − β₂ᵗ)) + ε)}, where g has {@code weightDecay p} added. Operands: p, m, v, g,
 * lr, t. Results: p, m, v.
 *
 * @param beta1 the decay of the first moment
 * @param beta2 the decay of the second moment
 * @param epsilon added to the root
 * @param weightDecay the factor of the L2 penalty
 */
record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements UpdateOperator {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        TensorType type = UpdateOperator.check(operands, 3, 6);
        UpdateOperator.checkStep(operands.get(5));
        return List.of(type, type, type);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long n = z.result().type().size();
        out.emit(
                "adam_" + z.result().type().dtype(),
                UpdateOperator.tiles(n),
                new long[] {n},
                new double[] {beta1, beta2, epsilon, weightDecay},
                out.result(0),
                out.result(1),
                out.result(2),
                out.operand(0),
                out.operand(1),
                out.operand(2),
                out.operand(3),
                out.operand(4),
                out.operand(5));
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Register p = operands.get(0);
        Register g = UpdateOperator.decayed(operands.get(3), p, weightDecay);
        Register m = operands.get(1).mul(beta1).add(g.mul(1 - beta1));
        Register v = operands.get(2).mul(beta2).add(g.square().mul(1 - beta2));
        Register t = operands.get(5).cast(p.type().dtype());
        Register root = v.div(correction(p, beta2, t)).sqrt().add(epsilon);
        Register step = m.div(correction(p, beta1, t)).div(root).mul(operands.get(4));
        return List.of(p.sub(step), m, v);
    }

    /** {@code 1 − βᵗ}. */
    private static Register correction(Register p, double beta, Register t) {
        Register power = p.builder().fill(beta, TensorType.of(p.type().dtype())).pow(t);
        return power.neg().add(1);
    }
}
