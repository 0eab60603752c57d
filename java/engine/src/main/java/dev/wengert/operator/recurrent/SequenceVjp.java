package dev.wengert.operator.recurrent;

import dev.wengert.list.Assignment;
import dev.wengert.list.Composite;
import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The VJP of a {@link SequenceOperator} but for weights and biases: it goes back through the steps and leaves the cotangents
 * of what the gates are functions of, from which those of weights and biases follow in one product and one sum. Cotangents
 * that are zeros may be of shape {@code [0]}.
 */
sealed interface SequenceVjp extends RecurrentOperator, Composite
        permits RnnSequenceVjp, LstmSequenceVjp, GruSequenceVjp {
    /** Whether the last step was the first that was gone through. */
    boolean reverse();

    /** Whether the last operand says how long each row is. */
    boolean ragged();

    /** The steps, given operands whose first has them. */
    default Steps steps(List<Register> operands) {
        @Nullable Register lengths = ragged() ? operands.get(operands.size() - 1) : null;
        return new Steps(operands.get(0).type().shape().dim(0), reverse(), lengths);
    }

    @Override
    default boolean batchesItself() {
        return true;
    }

    @Override
    default List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        Together together = new Together(z, operands, batched);
        return together.differ(1, 2) ? together.eachAlone() : together.asRows(1, 2);
    }
}
