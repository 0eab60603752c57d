package dev.wengert.operator.reduction;

import dev.wengert.list.Register;
import dev.wengert.operator.Lines;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * Variance and standard deviation over axes, in two passes: the mean first, then the squares of the distances from it, which
 * does not cancel where the mean is large. Of no more elements than {@code ddof}, NaN or ∞.
 */
sealed interface Moments extends ReductionOperator, SingleFormula {
    /** The axes; none means all. */
    Axes axes();

    /** Whether the axes stay, with length 1. */
    boolean keepDims();

    /** What is taken from the number of elements before dividing by it: 0 as in NumPy, 1 as PyTorch does by default. */
    long ddof();

    @Override
    default int arity() {
        return 1;
    }

    @Override
    default void check(List<TensorType> y) {
        Require.real("an operand", y.get(0));
    }

    private double freedom(Register x) {
        return Math.max(0, Lines.count(x.type().shape(), axes()) - ddof());
    }

    private Register centred(Register x) {
        return x.sub(x.apply(new Mean(axes(), true)));
    }

    /**
     * The variance over axes of n elements, {@code Σ (x − mean)² / (n − ddof)}, in two passes, so that nothing cancels where the
     * mean is large. Of no more elements than {@code ddof}, NaN or ∞.
     *
     * @param axes the axes, all if none
     * @param keepDims whether the axes stay, with length 1
     * @param ddof what is taken from n: 0 as in NumPy, 1 as PyTorch does by default
     */
    record Var(Axes axes, boolean keepDims, long ddof) implements Moments {
        @Override
        public Register write(List<Register> y) {
            Register x = y.get(0);
            return Moments.super
                    .centred(x)
                    .square()
                    .apply(new Sum(axes, keepDims))
                    .div(Moments.super.freedom(x));
        }
    }

    /**
     * The standard deviation over axes, the square root of {@link Var}. Convention: where it is 0, so is the cotangent.
     *
     * @param axes the axes, all if none
     * @param keepDims whether the axes stay, with length 1
     * @param ddof what is taken from n: 0 as in NumPy, 1 as PyTorch does by default
     */
    record Std(Axes axes, boolean keepDims, long ddof) implements Moments {
        @Override
        public Register write(List<Register> y) {
            Register x = y.get(0);
            return Moments.super
                    .centred(x)
                    .apply(new FrobeniusNorm(axes, keepDims))
                    .div(Math.sqrt(Moments.super.freedom(x)));
        }
    }
}
