package dev.wengert.operator.elementwise;

import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;

/**
 * {@code log(1 + exp(beta·x)) / beta}; x where beta·x > threshold. Convention: where beta·x is the threshold, the derivative is
 * still sigmoid(beta·x).
 *
 * @param beta the sharpness of the bend; not 0
 * @param threshold from where on the operator is the identity
 */
record Softplus(double beta, double threshold) implements UnaryWith {
    Softplus {
        Require.that(beta != 0, "beta is 0");
    }

    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return x.mul(beta).greater(threshold).where(dy, dy.mul(x.mul(beta).sigmoid()));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
