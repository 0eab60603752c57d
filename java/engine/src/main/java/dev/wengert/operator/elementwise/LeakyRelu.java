package dev.wengert.operator.elementwise;

import dev.wengert.list.Keeps;
import dev.wengert.list.Register;

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
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
