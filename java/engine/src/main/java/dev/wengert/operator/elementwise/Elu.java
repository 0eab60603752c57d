package dev.wengert.operator.elementwise;

import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.Optional;

/**
 * {@code x} where x > 0, otherwise {@code alpha (exp(x) − 1)}. Convention: the derivative at 0 is alpha.
 *
 * @param alpha minus the limit at −∞
 */
record Elu(double alpha) implements UnaryWith {
    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return x.greater(0).where(dy, dy.mul(y.add(alpha)));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements("x > 0 ? x : " + alpha + " * Math.expm1(x)"));
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }
}
