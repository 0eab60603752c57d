package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.RunsLists;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator that runs lists. Its VJP is found for all operands at once, as they have the adjoint of the list in common. Lists are
 * not compared by value, so neither are these: in eager mode each is planned anew.
 */
sealed interface ControlOperator extends RunsLists permits Checkpoint, Cond, CondEach, Scan, WhileLoop, WithinBound {
    @Override
    List<@Nullable Register> vjps(Assignment z, List<@Nullable Register> dz, boolean[] wanted);

    @Override
    default @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        boolean[] wanted = new boolean[z.operands().size()];
        wanted[operand] = true;
        return vjps(z, dz, wanted).get(operand);
    }

    @Override
    default Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
