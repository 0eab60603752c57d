package dev.wengert.operator.elementwise;

import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;

/**
 * The derivative of that order of sinc, exact at 0 as elsewhere: 0 for odd orders, {@code (−1)^(n/2) πⁿ / (n + 1)} for even
 * ones.
 *
 * @param order 1 or more
 */
record SincDerivative(int order) implements UnaryWith {
    SincDerivative {
        Require.that(order >= 1, "expected an order of 1 or more, found " + order);
    }

    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return dy.mul(x.apply(new SincDerivative(order + 1)));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
