package dev.wengert.operator.elementwise;

import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.Optional;

/**
 * {@code scale·x} where x > 0, otherwise {@code scale·alpha (exp(x) − 1)}. Convention: the derivative at 0 is scale·alpha. The constants are
 * those that keep mean and variance: Klambauer et al., "Self-Normalizing Neural Networks", 2017.
 */
record Selu() implements UnaryWith {
    private static final double ALPHA = 1.6732632423543772;
    private static final double SCALE = 1.0507009873554805;

    @Override
    public double[] scalars() {
        return new double[] {ALPHA, SCALE};
    }

    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return x.greater(0).where(dy.mul(SCALE), dy.mul(y.add(SCALE * ALPHA)));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements("x > 0 ? " + SCALE + " * x : " + SCALE * ALPHA + " * Math.expm1(x)"));
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }
}
