package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Geometry;
import dev.wengert.operator.Linear;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The elements repeated to a shape by NumPy's rule of broadcasting.
 *
 * @param shape the dimensions of the result
 */
record Broadcast(Shape shape) implements ShapeOperator, Linear {
    @Override
    public TensorType type(List<TensorType> y) {
        Require.that(
                y.get(0).shape().broadcastsTo(shape),
                "expected a shape that " + y.get(0).shape() + " broadcasts to, found " + shape);
        return y.get(0).withShape(shape);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType type = z.result().type();
        Geometry geometry = Geometry.broadcast(type.shape(), z.operand(0).type().shape());
        out.emit(
                "copy_b" + type.dtype().byteSize(),
                Tiling.elements(geometry.size()),
                new long[] {geometry.size(), geometry.inner(), geometry.innerStride(0), 0, geometry.outerRank()},
                new double[0],
                out.result(0),
                out.operand(0),
                geometry.outer(out));
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return Broadcasting.sumTo(dz, z.operand(0).type().shape());
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        Register x = Broadcasting.align(operands.get(0), true, shape.rank());
        return x.broadcastTo(shape.insert(0, x.type().shape().dim(0)));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements("x"));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
