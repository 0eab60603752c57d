package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Linear;
import dev.wengert.operator.Lines;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * Running sums along an axis: {@code z[j] = x[0] + … + x[j]}; in reverse {@code z[j] = x[j] + … + x[n−1]}. Integers and bools
 * are summed in i64.
 *
 * @param axis the axis
 * @param reverse whether to begin at its end
 */
record Cumsum(int axis, boolean reverse) implements ReductionOperator, Linear {
    @Override
    public TensorType type(List<TensorType> y) {
        return Scan.type(y.get(0), axis);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Scan.lower("cumsum", axis, reverse, z, out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return dz.apply(new Cumsum(axis, !reverse));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        int rank = z.result().type().shape().rank();
        return Lines.batched(operands, rank, axis, behind -> new Cumsum(behind, reverse));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> Scan.write("+=", axis, reverse, z, out));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
