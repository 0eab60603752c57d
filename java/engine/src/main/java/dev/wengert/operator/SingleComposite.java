package dev.wengert.operator;

import dev.wengert.list.Assignment;
import dev.wengert.list.Composite;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator with one result that has kernels and a batching rule of its own and is differentiated through its
 * decomposition: the VJP of an operator with fast kernels.
 */
public interface SingleComposite extends Single, Composite {
    /** Writes the result with other operators. */
    Register write(List<Register> y);

    @Override
    default List<Register> decompose(List<Register> operands) {
        return List.of(write(operands));
    }

    @Override
    default boolean batchesItself() {
        return true;
    }

    @Override
    default List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        return Single.super.batch(z, operands, batched);
    }

    @Override
    default @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        return Composite.super.vjp(z, dz, operand);
    }

    @Override
    default List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        return Composite.super.jvp(z, ty);
    }

    @Override
    default @Nullable Register pullback(Assignment z, Register dz, int operand) {
        return vjp(z, List.of(dz), operand);
    }

    @Override
    default @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return jvp(z, ty).get(0);
    }

    @Override
    default Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
