package dev.wengert.custom;

import dev.wengert.list.Assignment;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import java.util.List;

/**
 * A hook: the operand as it is, {@code dy = min(max(dz, low), high)} for each element of its cotangent. Tangents are left as they
 * are. A view: no copy is made.
 *
 * @param low the least that an element of the cotangent may be
 * @param high the greatest, at least {@code low}
 */
public record ClipGradient(double low, double high) implements GradientHook {
    /** Checks the bounds. */
    public ClipGradient {
        Require.that(low <= high, "expected low ≤ high, found " + low + " and " + high);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return dz.clip(low, high);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }
}
