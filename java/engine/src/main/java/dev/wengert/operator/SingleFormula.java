package dev.wengert.operator;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** A formula with a fixed number of operands and one result. */
public interface SingleFormula extends Formula {
    /** How many operands it takes. */
    int arity();

    /** How many operands more there may be behind those. */
    default int optional() {
        return 0;
    }

    /** Refuses operands in words of its own, where those of the operators it is made of would not help. */
    default void check(List<TensorType> y) {}

    /** Writes the result with other operators. */
    Register write(List<Register> y);

    @Override
    default List<TensorType> infer(List<TensorType> operands) {
        Require.arity(arity(), optional(), operands);
        check(operands);
        return Formula.super.infer(operands);
    }

    @Override
    default List<Register> decompose(List<Register> operands) {
        return List.of(write(operands));
    }
}
