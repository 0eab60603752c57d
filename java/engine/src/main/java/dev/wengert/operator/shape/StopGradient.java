package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Single;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operand itself, as a constant to every derivative: {@code (d…) → (d…)} of any element type. A view: no copy is made.
 * Convention: its derivative is zero everywhere.
 */
record StopGradient() implements ShapeOperator, Single {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        return y.get(0);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        throw new IllegalStateException("a view has no kernel");
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        return null;
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return null;
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of(JavaForm.VIEW);
    }

    @Override
    public Keeps keeps() {
        return Keeps.NOTHING;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.VIEW;
    }
}
