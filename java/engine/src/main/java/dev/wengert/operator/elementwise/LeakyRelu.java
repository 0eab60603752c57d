package dev.wengert.operator.elementwise;

import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.Optional;

/**
 * {@code x} where x > 0, otherwise {@code slope·x}. Convention: the derivative at 0 is slope.
 *
 * @param slope below 0
 */
record LeakyRelu(double slope) implements UnaryWith {
    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return x.greater(0).where(dy, dy.mul(slope));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements("x > 0 ? x : " + JavaBody.literal(slope) + " * x"));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
