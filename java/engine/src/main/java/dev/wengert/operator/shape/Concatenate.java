package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.JavaWalk;
import dev.wengert.list.Keeps;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operand after the other along an axis: {@code (…, n₁, …), (…, n₂, …), … → (…, n₁ + n₂ + …, …)}, of any element type.
 *
 * @param axis the axis; along the others all operands have the same dimensions
 */
record Concatenate(int axis) implements ShapeOperator, Operator {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.that(!operands.isEmpty(), "expected at least one operand, found 0");
        TensorType first = operands.get(0);
        int at = Axes.normalize(axis, first.shape().rank());
        long length = 0;
        for (TensorType type : operands) {
            Require.sameDType(first, type);
            Require.that(
                    type.shape().rank() == first.shape().rank()
                            && resized(type.shape(), at, 1).equals(resized(first.shape(), at, 1)),
                    "expected operands of the same shape but for axis " + axis + ", found " + first + " and " + type);
            length = Math.addExact(length, type.shape().dim(at));
        }
        return List.of(first.withShape(resized(first.shape(), at, length)));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType type = z.result().type();
        for (int i = 0; i < z.operands().size(); i++) {
            part(z, i).move("place", type.shape(), type.dtype(), out.result(0), out.operand(i), out);
        }
    }

    /** Where operand {@code i} lies in the result. */
    private Window part(Assignment z, int i) {
        Shape shape = z.operand(i).type().shape();
        int at = Axes.normalize(axis, shape.rank());
        long[] starts = new long[shape.rank()];
        long[] steps = new long[shape.rank()];
        Arrays.fill(steps, 1);
        for (Register before : z.operands().subList(0, i)) {
            starts[at] += before.type().shape().dim(at);
        }
        return new Window(starts, shape.dims(), steps);
    }

    @Override
    public Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        return part(z, operand).of(Objects.requireNonNull(dz.get(0)));
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        ListBuilder list = z.result().builder();
        List<Register> tangents = new ArrayList<>();
        for (int i = 0; i < ty.size(); i++) {
            Register tangent = ty.get(i);
            tangents.add(tangent == null ? list.fill(0, z.operand(i).type()) : tangent);
        }
        return Collections.singletonList(list.apply(this, tangents).get(0));
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        List<Register> all = new ArrayList<>();
        for (int i = 0; i < batched.length; i++) {
            all.add(Broadcasting.repeat(operands.get(i), batched[i], size));
        }
        int behind = Axes.normalize(axis, z.result().type().shape().rank()) + 1;
        return all.get(0).builder().apply(new Concatenate(behind), all);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> {
            out.declare(z.result(), "");
            for (int i = 0; i < z.operands().size(); i++) {
                Register part = z.operand(i);
                out.move(
                        part(z, i).walk(z.result()),
                        JavaWalk.dense(part),
                        part.type().shape().dims());
            }
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

    private static Shape resized(Shape shape, int axis, long length) {
        long[] dims = shape.dims();
        dims[axis] = length;
        return Shape.of(dims);
    }
}
