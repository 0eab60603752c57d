package dev.wengert.operator.elementwise;

import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;

/**
 * {@code min(max(x, low), high)}; the derivative at both is 0.
 *
 * @param low the least value
 * @param high the greatest value, above low
 */
record Hardtanh(double low, double high) implements UnaryWith {
    Hardtanh {
        Require.that(low < high, "expected low below high, found " + low + " and " + high);
    }

    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return x.greater(low).logicalAnd(x.less(high)).where(dy, 0);
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
