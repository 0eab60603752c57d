package dev.wengert.operator.shape;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * Operands of one type side by side along a new axis, of any element type.
 *
 * @param axis where the new axis is in the result
 */
record Stack(int axis) implements ShapeOperator, Formula {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.that(!operands.isEmpty(), "expected at least one operand, found 0");
        operands.forEach(type -> Require.same("every operand", operands.get(0), type));
        return Formula.super.infer(operands);
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Shape shape = operands.get(0).type().shape();
        int at = Axes.normalize(axis, shape.rank() + 1);
        Register[] parts = operands.stream()
                .map(operand -> operand.reshape(shape.insert(at, 1)))
                .toArray(Register[]::new);
        return List.of(Operators.concatenate(at, parts));
    }
}
