package dev.wengert.operator.linalg;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The norm of each matrix, {@code (…, m, n) → (…)}: {@code "fro"}, the root of the sum of squares; {@code "1"} and
 * {@code "-1"}, the greatest and least sum of absolute values of a column; {@code "inf"} and {@code "-inf"}, those of a row.
 * Convention: at a zero Frobenius norm the cotangent is 0, and among equal sums it is shared, as in PyTorch. Norms made of
 * singular values ({@code "2"}, {@code "-2"}, {@code "nuc"}) come later.
 *
 * @param order which norm; the Frobenius norm unless given
 * @param axes rows and columns; the last two unless given
 * @param keepDims whether the axes stay, with length 1
 */
record MatrixNorm(String order, Axes axes, boolean keepDims) implements LinalgOperator, SingleFormula {
    private static final Set<String> OF_SINGULAR_VALUES = Set.of("2", "-2", "nuc");

    MatrixNorm() {
        this("fro", Axes.of(-2, -1), false);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public void check(List<TensorType> y) {
        Require.real("an operand", y.get(0));
        Require.rankAtLeast(2, "an operand", y.get(0));
        Require.that(axes.count() == 2, "expected two axes, found " + axes);
        axes.mask(y.get(0).shape().rank());
        Require.that(
                !OF_SINGULAR_VALUES.contains(order),
                "the norm \"" + order + "\" needs singular values, which there are not yet; "
                        + "expected \"fro\", \"1\", \"-1\", \"inf\" or \"-inf\"");
        Require.that(
                Set.of("fro", "1", "-1", "inf", "-inf").contains(order),
                "expected the norm \"fro\", \"1\", \"-1\", \"inf\" or \"-inf\", found \"" + order + "\"");
    }

    @Override
    public Register write(List<Register> y) {
        Register x = y.get(0);
        if (order.equals("fro")) {
            return x.call("norm", Map.of("p", 2, "axes", axes, "keepDims", keepDims));
        }
        boolean ofColumns = order.endsWith("1");
        int rank = x.type().shape().rank();
        int summed = Axes.normalize(axes.get(ofColumns ? 0 : 1), rank);
        int chosen = Axes.normalize(axes.get(ofColumns ? 1 : 0), rank);
        Register sums = x.abs().sum(true, summed);
        Register norm = order.startsWith("-") ? sums.min(true, chosen) : sums.max(true, chosen);
        return keepDims ? norm : norm.squeeze(summed, chosen);
    }
}
