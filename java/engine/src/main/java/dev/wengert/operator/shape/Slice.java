package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Linear;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The elements from a start up to and without a stop, by a step, along each axis, of any element type: what
 * {@code start:stop:step} means in Python and NumPy. Negative bounds count from the end, those outside are moved to the ends,
 * a negative step goes backwards; to go back to the very first element let the stop be {@link Long#MIN_VALUE}.
 *
 * @param starts where to begin; axes that are left out begin at their first element (backwards: their last)
 * @param stops where to end; axes that are left out go to their end
 * @param steps the distances, 1 where left out, never 0
 */
record Slice(Bounds starts, Bounds stops, Bounds steps) implements ShapeOperator, Linear {
    private Window window(Shape shape) {
        return Window.sliced(shape, starts, stops, steps);
    }

    @Override
    public TensorType type(List<TensorType> y) {
        return y.get(0).withShape(window(y.get(0).shape()).shape());
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        window(x.shape()).move("copy", x.shape(), x.dtype(), out.result(0), out.operand(0), out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Shape shape = z.operand(0).type().shape();
        return dz.apply(window(shape).into(shape, 0));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        Register x = operands.get(0);
        return window(z.operand(0).type().shape())
                .batched(x.type().shape().dim(0))
                .of(x);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) ->
                out.read(z.result(), window(z.operand(0).type().shape()).walk(z.operand(0))));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
