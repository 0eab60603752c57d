package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Linear;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The same elements in row-major order in another shape. A view: no copy is made.
 *
 * @param shape the dimensions, with as many elements as the operand has
 */
record Reshape(Shape shape) implements ShapeOperator, Linear {
    @Override
    public TensorType type(List<TensorType> y) {
        Require.that(
                y.get(0).size() == shape.size(),
                "expected a shape of " + y.get(0).size() + " elements, found " + shape + " with " + shape.size());
        return y.get(0).withShape(shape);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        throw new IllegalStateException("a view has no kernel");
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return dz.reshape(z.operand(0).type().shape());
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        Register x = operands.get(0);
        return x.reshape(shape.insert(0, x.type().shape().dim(0)));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.VIEW);
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.VIEW;
    }
}
