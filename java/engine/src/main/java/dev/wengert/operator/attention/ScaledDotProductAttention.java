package dev.wengert.operator.attention;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code softmax(scale · q·kᵀ + mask)·v}: {@code (…, T, d), (…, S, d), (…, S, v) → (…, T, v)}, the leading axes broadcast. A
 * mask, which may be left out, broadcasts to {@code (…, T, S)}; it is of bool, true where a query sees a key, or is added.
 * Operands: q, k, v, mask. Convention: a query that sees no key has zeros, as in PyTorch since 2.5, and no cotangent goes through it.
 *
 * @param isCausal whether query i sees the keys up to i alone, counted from the first of both; not beside a mask
 * @param scale the factor of the products; NaN, as it is unless given, stands for 1/√d
 */
record ScaledDotProductAttention(boolean isCausal, double scale) implements AttentionOperator, Formula {
    ScaledDotProductAttention() {
        this(false, Double.NaN);
    }

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Attention.checkCount(operands, 3, "q, k, v and perhaps a mask");
        for (TensorType type : operands.subList(0, 3)) {
            Require.rankAtLeast(2, "q, k and v", type);
        }
        return Formula.super.infer(operands);
    }

    @Override
    public List<Register> decompose(List<Register> y) {
        Shape lead = Shape.scalar();
        for (Register operand : y.subList(0, 3)) {
            lead = lead.broadcast(lead(operand));
        }
        List<Register> operands = new ArrayList<>();
        for (Register operand : y.subList(0, 3)) {
            operands.add(lead(operand).equals(lead) ? operand : operand.broadcastTo(full(lead, operand)));
        }
        operands.addAll(y.subList(3, y.size()));
        Register q = y.get(0);
        double factor =
                Double.isNaN(scale) ? 1 / Math.sqrt((double) q.type().shape().dim(-1)) : scale;
        return q.builder().apply(new Attention(isCausal, factor), operands).subList(0, 1);
    }

    private static Shape lead(Register operand) {
        Shape shape = operand.type().shape();
        return shape.slice(0, shape.rank() - 2);
    }

    private static Shape full(Shape lead, Register operand) {
        Shape matrix = operand.type().shape();
        return lead.insert(lead.rank(), matrix.dim(-2)).insert(lead.rank() + 1, matrix.dim(-1));
    }
}
