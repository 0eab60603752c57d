package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.JavaWalk;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Single;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of {@code shape} that is {@code value} but for evenly spaced places, where the operand is: the adjoint of {@link
 * Slice}, and padding with a constant.
 *
 * @param shape the dimensions of the result, as many as the operand's
 * @param starts where the first element goes along each axis, from 0; 0 where left out
 * @param steps the distances between places, 1 where left out, never 0
 * @param value the other elements
 */
record Place(Shape shape, Bounds starts, Bounds steps, double value) implements ShapeOperator, Single {
    private Window window(Assignment z) {
        return Window.placed(shape, z.operand(0).type().shape(), starts, steps);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Fill.requireValue(value, y.get(0).dtype());
        Window ignored = Window.placed(shape, y.get(0).shape(), starts, steps);
        return y.get(0).withShape(shape);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType type = z.result().type();
        long n = type.size();
        if (z.operand(0).type().size() < n) {
            out.emit(
                    "fill_b" + type.dtype().byteSize(),
                    Tiling.elements(n),
                    new long[] {n, Fill.bits(value, type.dtype())},
                    new double[0],
                    out.result(0));
        }
        window(z).move("place", shape, type.dtype(), out.result(0), out.operand(0), out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return window(z).of(dz);
    }

    @Override
    public Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return Objects.requireNonNull(ty.get(0)).apply(new Place(shape, starts, steps, 0));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        Register x = operands.get(0);
        long size = x.type().shape().dim(0);
        return x.apply(window(z).batched(size).into(shape.insert(0, size), value));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> {
            out.fill(z.result(), value);
            out.move(
                    window(z).walk(z.result()),
                    JavaWalk.dense(z.operand(0)),
                    z.operand(0).type().shape().dims());
        });
    }

    @Override
    public Keeps keeps() {
        return Keeps.NOTHING;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
