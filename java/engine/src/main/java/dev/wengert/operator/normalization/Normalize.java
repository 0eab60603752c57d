package dev.wengert.operator.normalization;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;

/**
 * {@code y = x / max(‖x‖, eps)} with the p-norm along an axis, so that each line has length 1.
 *
 * @param p which norm, 2 unless given
 * @param axis the axis of the lines, 1 unless given
 * @param eps what a shorter line is divided by, 1e-12 unless given
 */
record Normalize(double p, int axis, double eps) implements NormalizationOperator, SingleFormula {
    Normalize() {
        this(2, 1, 1e-12);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public void check(List<TensorType> y) {
        Require.real("x", y.get(0));
    }

    @Override
    public Register write(List<Register> y) {
        Register x = y.get(0);
        Axes along = Axes.of(Axes.normalize(axis, x.type().shape().rank()));
        Register norm = x.call("norm", Map.of("p", p, "axes", along, "keepDims", true));
        return x.div(norm.clip(eps, Double.POSITIVE_INFINITY));
    }
}
