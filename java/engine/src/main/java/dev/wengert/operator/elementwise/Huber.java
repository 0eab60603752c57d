package dev.wengert.operator.elementwise;

import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import java.util.Optional;

/**
 * {@code x²/2} where {@code |x| < delta}, otherwise {@code delta (|x| − delta/2)} (Huber, Robust Estimation of a Location
 * Parameter, 1964). Its derivative is x held within ±delta.
 *
 * @param delta where it becomes linear; above 0
 */
record Huber(double delta) implements UnaryWith {
    Huber {
        Require.that(delta > 0, "expected delta above 0, found " + delta);
    }

    Huber() {
        this(1);
    }

    @Override
    public Register derivative(Register x, Register y, Register dy) {
        return dy.mul(x.apply(new Hardtanh(-delta, delta)));
    }

    @Override
    public Optional<JavaForm> inJava() {
        String bound = JavaBody.literal(delta);
        return Optional.of(JavaForm.ofElements(
                "Math.abs(x) < " + bound + " ? x * x / 2 : " + bound + " * (Math.abs(x) - " + bound + " / 2)"));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
