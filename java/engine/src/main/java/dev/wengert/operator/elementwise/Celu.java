package dev.wengert.operator.elementwise;

import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;

/**
 * {@code x} where x > 0, otherwise {@code alpha (exp(x / alpha) − 1)}. Convention: the derivative at 0 is 1.
 *
 * @param alpha minus the limit at −∞; not 0
 */
record Celu(double alpha) implements UnaryWith {
    Celu {
        Require.that(alpha != 0, "alpha is 0");
    }

    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return x.greater(0).where(dy, dy.mul(y.div(alpha).add(1)));
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }
}
