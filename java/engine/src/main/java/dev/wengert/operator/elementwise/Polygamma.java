package dev.wengert.operator.elementwise;

import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;

/**
 * The derivative of that order of digamma. Domain: all but 0, −1, −2, …. The order of a derivative is limited.
 *
 * @param order from 1 to 24
 */
record Polygamma(int order) implements UnaryWith {
    Polygamma {
        Require.that(order >= 1 && order <= 24, "expected an order from 1 to 24, found " + order);
    }

    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return dy.mul(x.apply(new Polygamma(order + 1)));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
