package dev.wengert.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator with kernels of its own that could as well be written with others. It states how; differentiating goes through
 * that, and so does batching unless it says that it has a rule for it.
 */
public interface Composite extends Operator {
    /** Writes the results with other operators, in the builder of the operands. Formulas broadcast their operands. */
    List<Register> decompose(List<Register> operands);

    /** Whether {@link #batch} is a rule of its own; otherwise the decomposition is batched. */
    default boolean batchesItself() {
        return false;
    }

    @Override
    default @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        throw new IllegalStateException(name() + " is differentiated through its decomposition");
    }

    @Override
    default List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        throw new IllegalStateException(name() + " is differentiated through its decomposition");
    }

    @Override
    default List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        throw new IllegalStateException(name() + " is batched through its decomposition");
    }

    @Override
    default Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
