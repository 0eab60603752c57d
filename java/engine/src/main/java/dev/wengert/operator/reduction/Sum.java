package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Linear;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.Optional;

/**
 * The sum over axes; of no elements, 0. Integers and bools are summed in i64, as in NumPy and PyTorch. Long sums are made of
 * fixed-size parts combined in order, with an error far below that of adding one after the other (Higham, Accuracy and Stability of Numerical Algorithms, §4.2).
 *
 * @param axes the axes, all if none
 * @param keepDims whether the axes stay, with length 1
 */
record Sum(Axes axes, boolean keepDims) implements Reduction, Linear {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Sum over(Axes other) {
        return new Sum(other, keepDims);
    }

    @Override
    public DType dtype(TensorType x) {
        return x.dtype().isReal() ? x.dtype() : DType.I64;
    }

    @Override
    public Optional<JavaForm> inJava() {
        return inJava("0", "z += $;", "");
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower("sum", "sum", 1, z, out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return spread(z, dz);
    }
}
