package dev.wengert.operator;

import dev.wengert.list.Assignment;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operator with a fixed number of operands and one result: the rules speak of that result alone. */
public interface Single extends Operator {
    /** How many operands it takes. */
    int arity();

    /** How many operands more there may be behind those. */
    default int optional() {
        return 0;
    }

    /**
     * The type of the result for operands of these types, as many as {@link #arity()} and {@link #optional()} allow.
     *
     * @throws IllegalArgumentException if it takes no such operands
     */
    TensorType type(List<TensorType> y);

    /** The cotangent of operand {@code operand} given that of the result, or null where it is zero. */
    @Nullable
    Register pullback(Assignment z, Register dz, int operand);

    /** The tangent of the result given those of the operands (null where zero, never all), or null where it is zero. */
    @Nullable
    Register pushforward(Assignment z, List<@Nullable Register> ty);

    /** The result for a whole batch; see {@link Operator#batch}. */
    Register batched(Assignment z, List<Register> operands, boolean[] batched);

    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        Require.arity(arity(), optional(), operands);
        return List.of(type(operands));
    }

    @Override
    default @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        return pullback(z, Objects.requireNonNull(dz.get(0)), operand);
    }

    @Override
    default List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        return Collections.singletonList(pushforward(z, ty));
    }

    @Override
    default List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        return List.of(batched(z, operands, batched));
    }
}
