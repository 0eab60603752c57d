package dev.wengert.operator.reduction;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The vector norm {@code (Σ |x|^p)^(1/p)} over axes: 1 is the sum of absolute values, 2 the Euclidean or Frobenius norm, ∞ and
 * −∞ the greatest and least absolute value, 0 the number of elements other than 0. Convention: where the norm is
 * 0, so is the cotangent. For other p than those named, powers may overflow where the norm would not.
 *
 * @param p which norm
 * @param axes the axes, all if none
 * @param keepDims whether the axes stay, with length 1
 */
record Norm(double p, Axes axes, boolean keepDims) implements ReductionOperator, SingleFormula {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public void check(List<TensorType> y) {
        Require.real("an operand", y.get(0));
        Require.that(!Double.isNaN(p), "expected a norm of order p, found NaN");
    }

    @Override
    public Register write(List<Register> y) {
        Register x = y.get(0);
        Register size = x.abs();
        if (p == 2) {
            return x.apply(new FrobeniusNorm(axes, keepDims));
        }
        if (p == 1) {
            return size.apply(new Sum(axes, keepDims));
        }
        if (Double.isInfinite(p)) {
            return size.apply(p > 0 ? new Extremum.Max(axes, keepDims) : new Extremum.Min(axes, keepDims));
        }
        if (p == 0) {
            Register zero = x.builder().fill(0, TensorType.of(x.type().dtype()));
            return x.call("not_equal", zero).cast(x.type().dtype()).apply(new Sum(axes, keepDims));
        }
        Register sum = size.pow(p).apply(new Sum(axes, keepDims));
        Register isZero = sum.equal(x.builder().fill(0, TensorType.of(x.type().dtype())));
        return isZero.where(0, isZero.where(1, sum).pow(1 / p));
    }
}
