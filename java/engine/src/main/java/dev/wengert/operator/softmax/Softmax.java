package dev.wengert.operator.softmax;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = exp(x) / Σ exp(x)} along an axis, without overflow. A line with NaN or +∞ is NaN.
 *
 * @param axis the axis of the lines
 */
record Softmax(int axis) implements AlongAxis {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Softmax along(int other) {
        return new Softmax(other);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return z.result().apply(new SoftmaxVjp(axis), dz);
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return z.result().apply(new SoftmaxVjp(axis), Objects.requireNonNull(ty.get(0)));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofOthers(y -> {
            Register power = y.get(0).sub(y.get(0).max(true, axis)).exp();
            return power.div(lineSum(power));
        }));
    }

    @Override
    public Keeps keeps() {
        return Keeps.RESULTS;
    }
}
