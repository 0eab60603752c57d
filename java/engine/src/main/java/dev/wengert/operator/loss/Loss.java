package dev.wengert.operator.loss;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * A loss of each element or row, and what becomes of them all together: {@code none} leaves them as they are, {@code sum} adds
 * them, {@code mean} divides that by their number. The mean of none is NaN.
 */
sealed interface Loss extends LossOperator permits Distance, Likelihood, Classification, Margin {
    /** {@code none}, {@code mean} or {@code sum}. */
    String reduction();

    /** Each by itself. */
    Register losses(List<Register> y);

    @Override
    default int arity() {
        return 2;
    }

    /** All operands are of one real type, unless a loss says otherwise. */
    @Override
    default void check(List<TensorType> y) {
        Require.real("an input", y.get(0));
        for (int i = 1; i < y.size(); i++) {
            Require.same(i == 1 ? "a target" : "every operand", y.get(0), y.get(i));
        }
    }

    @Override
    default Register write(List<Register> y) {
        return reduced(losses(y));
    }

    /** All losses as one, or as they are. */
    default Register reduced(Register losses) {
        return switch (reduction()) {
            case "none" -> losses;
            case "mean" -> losses.mean();
            case "sum" -> losses.sum();
            default -> throw unknown("none, mean or sum");
        };
    }

    /** The error where the reduction is none of those. */
    default IllegalArgumentException unknown(String reductions) {
        return new IllegalArgumentException("expected reduction " + reductions + ", found " + reduction());
    }
}
