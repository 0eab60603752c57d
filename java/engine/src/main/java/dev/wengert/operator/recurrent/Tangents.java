package dev.wengert.operator.recurrent;

import dev.wengert.list.Register;
import org.jspecify.annotations.Nullable;

/** What the JVPs of recurrent layers have in common. */
final class Tangents {
    private Tangents() {}

    /**
     * The tangents of {@code gx + b + w·h} of all steps as far as they come from gx, b and w: what comes from h follows step by
     * step.
     */
    static Register beforeStates(
            Steps steps,
            Register hs,
            Register h0,
            @Nullable Register tx,
            @Nullable Register tw,
            @Nullable Register tb,
            Register gx) {
        Register sum = Steps.orZeros(tx, gx);
        if (tb != null) {
            sum = sum.add(tb);
        }
        return tw == null ? sum : sum.add(byWeights(steps, hs, h0, tw));
    }

    /** {@code tw·h} of all steps. */
    static Register byWeights(Steps steps, Register hs, Register h0, Register tw) {
        return steps.before(hs, h0).matmul(tw, false, true);
    }
}
