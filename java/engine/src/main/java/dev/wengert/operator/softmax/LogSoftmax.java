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
 * {@code y = x − log Σ exp(x)} along an axis, without overflow.
 *
 * @param axis the axis of the lines
 */
record LogSoftmax(int axis) implements AlongAxis {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public LogSoftmax along(int other) {
        return new LogSoftmax(other);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return z.result().apply(new LogSoftmaxVjp(axis), dz);
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        // the Jacobian is 1 − softmax in each column: t − Σ softmax·t
        Register tx = Objects.requireNonNull(ty.get(0));
        return tx.sub(lineSum(z.result().exp().mul(tx)));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.ofOthers(y -> {
            Register distance = y.get(0).sub(y.get(0).max(true, axis));
            return distance.sub(lineSum(distance.exp()).log());
        }));
    }

    @Override
    public Keeps keeps() {
        return Keeps.RESULTS;
    }
}
