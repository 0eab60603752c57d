package dev.wengert.custom;

import dev.wengert.tensor.TensorType;
import java.util.List;

/** Which results an operator of yours gives. */
@FunctionalInterface
public interface ShapeRule {
    /** The result is one, of the type of the only operand. */
    ShapeRule SAME = types -> {
        if (types.size() != 1) {
            throw new IllegalArgumentException("expected 1 operand, found " + types.size());
        }
        return types;
    };

    /**
     * The types of the results for operands of these types.
     *
     * @throws IllegalArgumentException if it takes no such operands; say what was expected and what came, the rest is added
     */
    List<TensorType> infer(List<TensorType> operands);
}
