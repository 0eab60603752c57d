package dev.wengert.custom;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operand as it is, a view of it; only its cotangent is another. Tangents are left as they are. */
sealed interface GradientHook extends Single permits ClipGradient, ClipGradientNorm {
    @Override
    default int arity() {
        return 1;
    }

    @Override
    default TensorType type(List<TensorType> y) {
        Require.real("an operand", y.get(0));
        return y.get(0);
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        throw new IllegalStateException("a view has no kernel");
    }

    @Override
    default @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return ty.get(0);
    }

    @Override
    default Keeps keeps() {
        return Keeps.NOTHING;
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.VIEW;
    }
}
