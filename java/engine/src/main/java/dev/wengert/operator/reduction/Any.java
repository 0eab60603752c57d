package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.operator.Constant;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.Optional;

/**
 * Whether any element over axes is true, bool; of no elements, false. Numbers count as true where they are not 0, so NaN does.
 *
 * @param axes the axes, all if none
 * @param keepDims whether the axes stay, with length 1
 */
record Any(Axes axes, boolean keepDims) implements Reduction, Constant {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Any over(Axes other) {
        return new Any(other, keepDims);
    }

    @Override
    public DType dtype(TensorType x) {
        return DType.BOOL;
    }

    @Override
    public Optional<JavaForm> inJava() {
        return inJava("false", "z |= $;", "");
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower("any", "any", 1, z, out);
    }
}
