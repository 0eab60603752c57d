package dev.wengert.list;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One step of a list: {@code results = operator(operands)}.
 *
 * @param operator what is computed, with its attributes
 * @param operands what it is computed from
 * @param results the registers it defines, at least one
 * @param part the part of the program it belongs to
 * @param source the line of the user's source that made it, if known
 */
public record Assignment(
        Operator operator, List<Register> operands, List<Register> results, Part part, Optional<SourceLine> source) {
    /** Copies the lists. */
    public Assignment {
        operands = List.copyOf(operands);
        results = List.copyOf(results);
    }

    /** Operand {@code i}. */
    public Register operand(int i) {
        return operands.get(i);
    }

    /** The first result. */
    public Register result() {
        return results.get(0);
    }

    /** Result {@code i}. */
    public Register result(int i) {
        return results.get(i);
    }

    /** The same results, computed by another operator from other operands. */
    public Assignment by(Operator other, List<Register> otherOperands) {
        return new Assignment(other, otherOperands, results, part, source);
    }

    /** As it stands in a list, without types: {@code z = sum(x, axes=[0])}. */
    public String statement() {
        return Printer.statement(this);
    }

    /** Whether it only gives its operand another name, as {@link Register#alias()} does. */
    public boolean isAlias() {
        return operator.name().equals(Register.ALIAS)
                && result().type().equals(operand(0).type());
    }

    /** For messages: {@code h = matmul(x: f32[2,3], w: f32[3,4]) at Mlp.java:42}. */
    public String describe() {
        return results.stream().map(Register::name).collect(Collectors.joining(", "))
                + " = "
                + call(operator, operands)
                + source.map(line -> " at " + line).orElse("");
    }

    static String call(Operator operator, List<Register> operands) {
        return operands.stream()
                .map(operand -> operand.name() + ": " + operand.type())
                .collect(Collectors.joining(", ", operator.name() + "(", ")"));
    }

    /** As {@link #describe()}. */
    @Override
    public String toString() {
        return describe();
    }
}
