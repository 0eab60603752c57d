package dev.wengert.operator.elementwise;

import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import java.util.Optional;

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
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements("x > 0 ? x : " + alpha + " * Math.expm1(x / " + alpha + ")"));
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }
}
