package dev.wengert.custom;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hook: the operand as it is, {@code dy = min(max(dz, low), high)} for each element of its cotangent. Tangents are left as they
 * are. A view: no copy is made.
 *
 * @param low the least that an element of the cotangent may be
 * @param high the greatest, at least {@code low}
 */
public record ClipGradient(double low, double high) implements Single {
    /** Checks the bounds. */
    public ClipGradient {
        Require.that(low <= high, "expected low ≤ high, found " + low + " and " + high);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.real("an operand", y.get(0));
        return y.get(0);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        throw new IllegalStateException("a view has no kernel");
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return dz.clip(low, high);
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return ty.get(0);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    public Keeps keeps() {
        return Keeps.NOTHING;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.VIEW;
    }
}
