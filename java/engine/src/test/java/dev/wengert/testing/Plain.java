package dev.wengert.testing;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator of the tests that is only run: it has no derivatives and no batching rule. */
public interface Plain extends Operator {
    @Override
    default @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        throw new UnsupportedOperationException(name());
    }

    @Override
    default List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        throw new UnsupportedOperationException(name());
    }

    @Override
    default List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        throw new UnsupportedOperationException(name());
    }

    @Override
    default Keeps keeps() {
        return Keeps.NOTHING;
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
