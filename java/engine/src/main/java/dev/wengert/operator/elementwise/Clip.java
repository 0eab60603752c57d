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
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code z = min(max(x, low), high)}, broadcast; NaN where any of them is. Operands: x, low, high. Convention: at a bound the cotangent goes to x. Where low is
 * above high it goes to high alone.
 */
record Clip() implements Elementwise, Single {
    @Override
    public int arity() {
        return 3;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.real("an operand", y.get(0));
        Require.sameDType(y.get(0), y.get(1));
        Require.sameDType(y.get(0), y.get(2));
        return new TensorType(
                y.get(0).dtype(),
                y.get(0).shape().broadcast(y.get(1).shape()).broadcast(y.get(2).shape()));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Aligned.lower("clip_" + z.result().type().dtype(), z, out);
    }

    /** Where the result is operand {@code operand}. */
    private static Register chosen(Assignment z, int operand) {
        Register x = z.operand(0);
        Register low = z.operand(1);
        Register high = z.operand(2);
        return switch (operand) {
            case 0 -> x.greaterEqual(low).logicalAnd(x.lessEqual(high));
            case 1 -> x.less(low).logicalAnd(low.less(high));
            default -> x.greater(high).logicalOr(high.less(low));
        };
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return Broadcasting.sumTo(
                chosen(z, operand).where(dz, 0), z.operand(operand).type().shape());
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register sum = null;
        for (int i = 0; i < 3; i++) {
            Register tangent = ty.get(i);
            if (tangent != null) {
                Register term = chosen(z, i).where(tangent, 0);
                sum = sum == null ? term : sum.add(term);
            }
        }
        return sum == null ? null : sum.broadcastTo(z.result().type().shape());
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return Aligned.batched(this, z, operands, batched);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements("Math.min(Math.max(x, y), w)"));
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
