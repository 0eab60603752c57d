package dev.wengert.operator.elementwise;

import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import java.util.Optional;

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
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements(
                "%s * x > %s ? x : (Math.max(%s * x, 0) + Math.log1p(Math.exp(-Math.abs(%s * x)))) / %s"
                        .formatted(beta, JavaBody.literal(threshold), beta, beta, beta)));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
