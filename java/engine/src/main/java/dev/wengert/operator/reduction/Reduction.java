package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Lines;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The operators that take axes away: {@code y = f over axes of x}, the axes left out or kept with length 1. */
sealed interface Reduction extends ReductionOperator, Single
        permits Sum, SumSquares, Mean, Extremum, FrobeniusNorm, Logsumexp, Any, All {
    /** The axes; none means all. */
    Axes axes();

    /** Whether the axes stay, with length 1. */
    boolean keepDims();

    /** The same reduction over other axes. */
    Reduction over(Axes axes);

    @Override
    default int arity() {
        return 1;
    }

    @Override
    default TensorType type(List<TensorType> y) {
        return new TensorType(dtype(y.get(0)), y.get(0).shape().reduce(axes(), keepDims()));
    }

    /** The element type of the result for such an operand. */
    default DType dtype(TensorType x) {
        Require.real("an operand", x);
        return x.dtype();
    }

    /** Emits {@code kernel} over the axes, the result divided by {@code divisor}. */
    default void lower(String kernel, String combine, double divisor, Assignment z, Lowering out) {
        Passes.lower(kernel, combine, divisor, axes(), z, out);
    }

    /** A register with the shape of the result, as it would be with the axes kept. */
    default Register kept(Assignment z, Register y) {
        return y.reshape(z.operand(0).type().shape().reduce(axes(), true));
    }

    /** A register with the shape of the result, repeated along the axes to the shape of the operand. */
    default Register spread(Assignment z, Register y) {
        return kept(z, y).broadcastTo(z.operand(0).type().shape());
    }

    /** How many elements become one. */
    default long count(Assignment z) {
        return Lines.count(z.operand(0).type().shape(), axes());
    }

    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        int[] own = axes().resolve(z.operand(0).type().shape().rank());
        int[] behind = Arrays.stream(own).map(axis -> axis + 1).toArray();
        if (behind.length > 0) {
            return operands.get(0).apply(over(Axes.of(behind)));
        }
        Register column = operands.get(0).reshape(operands.get(0).type().size(), 1);
        return column.apply(over(Axes.of(1))).reshape(operands.get(0).type().shape());
    }

    /** In Java: {@code first}, then {@code step} for each element x, then {@code last}. */
    default Optional<JavaForm> inJava(String first, String step, String last) {
        return Optional.of((z, out) -> Folded.along(axes(), z).write(out, first, step, last));
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
