package dev.wengert.operator;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A linear operator of one operand: its JVP is itself, and no derivative reads a value. */
public interface Linear extends Single {
    @Override
    default int arity() {
        return 1;
    }

    @Override
    default @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return Objects.requireNonNull(ty.get(0)).apply(this);
    }

    @Override
    default Keeps keeps() {
        return Keeps.NOTHING;
    }
}
