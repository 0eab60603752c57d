package dev.wengert.operator.product;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * {@code y = x·wᵀ + b}: {@code (…, k), (n, k), (n) → (…, n)}, or {@code (…, k), (k), () → (…)}; b may be left out.
 */
record Linear() implements ProductOperator, Formula {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.that(
                operands.size() == 2 || operands.size() == 3,
                "expected operands x, w and perhaps b, found " + operands.size());
        TensorType x = operands.get(0);
        TensorType w = operands.get(1);
        Require.real("x", x);
        Require.sameDType(x, w);
        Require.rankAtLeast(1, "x", x);
        Require.that(
                w.shape().rank() == 1 || w.shape().rank() == 2, "expected w with one or two dimensions, found " + w);
        Require.that(
                x.shape().dim(-1) == w.shape().dim(-1),
                "expected w with rows of " + x.shape().dim(-1) + ", as long as those of x, found " + w);
        if (operands.size() == 3) {
            Require.sameDType(x, operands.get(2));
            Shape bias = w.shape().slice(0, w.shape().rank() - 1);
            Require.same("b", w.withShape(bias), operands.get(2));
        }
        return Formula.super.infer(operands);
    }

    @Override
    public List<Register> decompose(List<Register> y) {
        boolean matrix = y.get(1).type().shape().rank() == 2;
        Register product = y.get(0).matmul(y.get(1), false, matrix);
        return List.of(y.size() == 2 ? product : product.add(y.get(2)));
    }
}
