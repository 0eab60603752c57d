package dev.wengert.list;

import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the registers of one list and writes its assignments; its builder has seen to it that they may be written. */
final class Recorder implements Vocabulary {
    private final ListBuilder list;
    private final Optional<Evaluation> evaluation;
    private final Names names;
    private final Writing writing;
    private final Expressions expressions;
    private final Declarations declarations;
    private int registers;

    Recorder(
            ListBuilder list,
            Optional<Evaluation> evaluation,
            Names names,
            Writing writing,
            Expressions expressions,
            Declarations declarations) {
        this.list = list;
        this.evaluation = evaluation;
        this.names = names;
        this.writing = writing;
        this.expressions = expressions;
        this.declarations = declarations;
    }

    /** A declared register. */
    Register define(String name, TensorType type, Role role, @Nullable Tensor defaultValue) {
        Register register = new Register(list, registers++, name, type, role, defaultValue);
        names.add(register);
        declarations.declare(register);
        return register;
    }

    /** {@code z = operator(operands)}, or where expressions are reused the one that stands there already. */
    List<Register> write(Operator operator, List<Register> operands) {
        if (operator instanceof Formula formula) {
            return write(formula, operands);
        }
        Assignment same = writing.isReusing() ? expressions.find(operator, operands) : null;
        if (same != null) {
            return same.results();
        }
        Optional<SourceLine> line = writing.source();
        List<Register> results =
                infer(operator, operands, line).stream().map(this::unnamed).toList();
        return add(new Assignment(operator, operands, results, writing.part(), line));
    }

    /** Writes what a formula stands for. A result that would be an operand itself is a view of it, so that it can be named. */
    private List<Register> write(Formula formula, List<Register> operands) {
        Optional<SourceLine> line = writing.source();
        List<TensorType> ignored = infer(formula, operands, line);
        List<Register> results = new ArrayList<>();
        for (Register result : naming(formula, operands, line, () -> formula.decompose(operands))) {
            boolean isOperand = !writing.isReusing() && operands.contains(result);
            results.add(isOperand ? result.alias() : result);
        }
        return List.copyOf(results);
    }

    /** See {@link ListBuilder#extend}; {@code now} is the definition as it is. */
    List<Register> extend(Assignment z, Assignment now, Operator wider) {
        int known = z.results().size();
        List<TensorType> types = infer(wider, z.operands(), z.source());
        if (types.size() < known
                || !types.subList(0, known)
                        .equals(z.results().stream().map(Register::type).toList())) {
            throw new ListException(
                    z.describe() + ": cannot be extended by an operator " + wider.name() + " that gives " + types);
        }
        if (!now.equals(z)) {
            throw new ListException(z.describe() + ": was extended already, to " + now);
        }
        List<Register> results = new ArrayList<>(z.results());
        types.subList(known, types.size()).forEach(type -> results.add(unnamed(type)));
        Assignment extended = new Assignment(wider, z.operands(), results, z.part(), z.source());
        evaluation.ifPresent(eager -> eager.evaluate(extended));
        expressions.replace(z, extended);
        return List.copyOf(results.subList(known, results.size()));
    }

    /** An assignment of another list again, with its names where they are free. */
    List<Register> append(Assignment assignment, List<Register> operands) {
        List<Register> results = new ArrayList<>();
        for (Register result : assignment.results()) {
            boolean generated = Names.looksGenerated(result.name());
            String name = !names.isTaken(result.name())
                    ? result.name()
                    : generated ? names.generate() : names.unique(result.name());
            Register copy = new Register(list, registers++, name, result.type(), Role.RESULT, null);
            if (generated) {
                names.addUnnamed(copy);
            } else {
                names.add(copy);
            }
            results.add(copy);
        }
        return add(new Assignment(assignment.operator(), operands, results, writing.part(), assignment.source()));
    }

    private List<Register> add(Assignment assignment) {
        evaluation.ifPresent(eager -> eager.evaluate(assignment));
        expressions.add(assignment);
        return assignment.results();
    }

    private Register unnamed(TensorType type) {
        Register result = new Register(list, registers++, names.generate(), type, Role.RESULT, null);
        names.addUnnamed(result);
        return result;
    }

    private static List<TensorType> infer(Operator operator, List<Register> operands, Optional<SourceLine> line) {
        return naming(
                operator,
                operands,
                line,
                () -> operator.infer(operands.stream().map(Register::type).toList()));
    }

    /** Says in an error which operator it was that refused, and of what. */
    private static <T> T naming(
            Operator operator, List<Register> operands, Optional<SourceLine> line, Supplier<T> body) {
        try {
            return body.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ListException(
                    Assignment.call(operator, operands) + Writing.where(line) + ": " + e.getMessage(), e);
        }
    }
}
