package dev.wengert.operator.elementwise;

import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.Optional;

/**
 * {@code min(max(x, low), high)}; where low is above high, high everywhere. Convention: the derivative at both is 0, at NaN 1.
 *
 * @param low the least value
 * @param high the greatest value
 */
record Hardtanh(double low, double high) implements UnaryWith {
    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return x.lessEqual(low).logicalOr(x.greaterEqual(high)).where(0, dy);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofElements(
                "Math.min(Math.max(x, " + JavaBody.literal(low) + "), " + JavaBody.literal(high) + ")"));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
