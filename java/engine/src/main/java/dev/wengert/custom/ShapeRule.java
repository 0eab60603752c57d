package dev.wengert.custom;

import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** Which results an operator of yours gives. */
@FunctionalInterface
public interface ShapeRule {
    /** The result is one, of the type of the only operand. */
    ShapeRule SAME = same(1);

    /**
     * The types of the results for operands of these types.
     *
     * @throws IllegalArgumentException if it takes no such operands; say what was expected and what came, the rest is added
     */
    List<TensorType> infer(List<TensorType> operands);

    /** So many operands of one type, and one result of that type. */
    static ShapeRule same(int operands) {
        return types -> {
            Require.arity(operands, types);
            for (TensorType type : types) {
                Require.same("every operand", types.get(0), type);
            }
            return types.subList(0, 1);
        };
    }

    /** This rule, where every real operand has elements of this type: for kernels that are written for it alone. */
    default ShapeRule only(DType dtype) {
        return types -> {
            for (TensorType type : types) {
                Require.that(
                        !type.dtype().isReal() || type.dtype() == dtype,
                        "expected operands of " + dtype + ", found " + type + "; cast it");
            }
            return infer(types);
        };
    }
}
