package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code c ? x : y} with a condition c of bool and x and y of any one type, broadcast. The one that is not chosen gets the
 * cotangent 0, whatever its derivative would be. Operands: c, x, y.
 */
record Where() implements Elementwise, Single {
    @Override
    public int arity() {
        return 3;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.that(
                y.get(0).dtype() == DType.BOOL,
                "expected a condition of bool, found " + y.get(0) + "; compare or cast it");
        DType dtype = Require.sameDType(y.get(1), y.get(2));
        Shape shape = y.get(1).shape().broadcast(y.get(2).shape());
        return new TensorType(dtype, y.get(0).shape().broadcast(shape));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Aligned.lower("where_b" + z.result().type().dtype().byteSize(), z, out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register full = operand == 1 ? z.operand(0).where(dz, 0) : z.operand(0).where(0, dz);
        return Broadcasting.sumTo(full, z.operand(operand).type().shape());
    }

    @Override
    public Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register c = z.operand(0);
        Register tx = ty.get(1);
        Register other = ty.get(2);
        Register tangent;
        if (tx == null) {
            tangent = c.where(0, Objects.requireNonNull(other));
        } else {
            tangent = other == null ? c.where(tx, 0) : c.where(tx, other);
        }
        return tangent.broadcastTo(z.result().type().shape());
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return Aligned.batched(this, z, operands, batched);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements("x ? y : w"));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.ANY;
    }
}
