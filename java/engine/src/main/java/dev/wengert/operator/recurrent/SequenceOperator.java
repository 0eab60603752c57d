package dev.wengert.operator.recurrent;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a recurrent layer, given what its inputs contribute to the gates: gx {@code (steps, rows, gates · units)}, then
 * the recurrent weights {@code (gates · units, units)}, biases, the first state {@code (rows, units)}, and, if ragged, the
 * length of each row, i64. At steps that a row does not have, its state stays as it is; a length that is negative or more than
 * there are steps fails the run.
 */
sealed interface SequenceOperator extends RecurrentOperator permits RnnSequence, LstmSequence, GruSequence {
    /** Whether the last step is the first that is gone through. */
    boolean reverse();

    /** Whether the last operand says how long each row is. */
    boolean ragged();

    /** How many gates a unit has. */
    int gates();

    /** How many operands there are before the first state: gx, weights and biases. */
    int before();

    /** How many operands make up the first state. */
    int states();

    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        Require.arity(before() + states() + (ragged() ? 1 : 0), operands);
        SequenceShape shape = SequenceShape.of("gx", operands.get(0), gates());
        Require.same("recurrent weights", shape.weights(gates()), operands.get(1));
        for (int i = 2; i < before(); i++) {
            Require.same("a bias", shape.bias(gates()), operands.get(i));
        }
        for (int i = before(); i < before() + states(); i++) {
            Require.same("a first state", shape.one(), operands.get(i));
        }
        shape.checkLengths(operands, before() + states(), ragged());
        return results(shape);
    }

    /** The types of the results. */
    List<TensorType> results(SequenceShape shape);

    /** The shape of an assignment of this operator. */
    default SequenceShape shape(Assignment z) {
        return SequenceShape.of("gx", z.operand(0).type(), gates());
    }

    /** The steps of an assignment of this operator. */
    default Steps steps(Assignment z) {
        return new Steps(shape(z).steps(), reverse(), lengths(z));
    }

    /** The lengths of the rows, if they have some. */
    default @Nullable Register lengths(Assignment z) {
        return ragged() ? z.operand(before() + states()) : null;
    }

    /** Weights are shared by the rows, so a batch that has no weights of its own is that many more rows. */
    @Override
    default List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        Together together = new Together(z, operands, batched);
        return together.differ(1, before()) ? together.eachAlone() : together.asRows(1, before());
    }

    @Override
    default Keeps keeps() {
        return Keeps.BOTH;
    }
}
