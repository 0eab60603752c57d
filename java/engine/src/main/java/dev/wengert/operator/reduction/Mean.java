package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Linear;
import dev.wengert.tensor.Axes;
import java.util.Optional;

/**
 * The sum over axes divided by the number of elements; of no elements, NaN.
 *
 * @param axes the axes, all if none
 * @param keepDims whether the axes stay, with length 1
 */
record Mean(Axes axes, boolean keepDims) implements Reduction, Linear {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Mean over(Axes other) {
        return new Mean(other, keepDims);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> Folded.along(axes, z).write(out, "0", "z += x;", "z /= " + count(z) + ";"));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower("sum", "sum", (double) count(z), z, out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return spread(z, dz.div((double) count(z)));
    }
}
