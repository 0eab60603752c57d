package dev.wengert.list;

import dev.wengert.tensor.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The rules of every list: names are unique, each register is assigned once and defined before it is used, the types of
 * results are what the operator infers, outputs are defined, updates go to parameters of the same type.
 */
public final class Verifier {
    private final WengertList list;
    private final ByRegister<Register> defined = new ByRegister<>();
    private final Map<String, Register> names = new HashMap<>();

    private Verifier(WengertList list) {
        this.list = list;
    }

    /**
     * Checks a list.
     *
     * @throws ListException naming the first rule that is broken, where, and what was found
     */
    public static void verify(WengertList list) {
        new Verifier(list).verify();
    }

    private void verify() {
        for (Register input : list.inputs()) {
            require(input.role() == Role.INPUT, () -> "input " + input + " has the role " + input.role());
            define(input, "declared");
        }
        for (Register parameter : list.parameters()) {
            require(
                    parameter.role() == Role.PARAMETER,
                    () -> "parameter " + parameter + " has the role " + parameter.role());
            define(parameter, "declared");
        }
        for (Register frozen : list.frozen()) {
            require(list.parameters().contains(frozen), () -> "frozen " + frozen + " is no parameter");
            require(!list.updates().containsKey(frozen), () -> "update of " + frozen + ", which is frozen");
        }
        list.assignments().forEach(this::verify);
        for (Register output : list.outputs()) {
            require(defined.contains(output), () -> "output " + output + " is not defined");
        }
        list.updates().forEach((parameter, next) -> {
            require(list.parameters().contains(parameter), () -> "update of " + parameter + ", which is no parameter");
            require(defined.contains(next), () -> "update of " + parameter + " by " + next + ", which is not defined");
            require(
                    parameter.type().equals(next.type()),
                    () -> "update of " + parameter + " by " + next + ", which is of another type");
        });
    }

    private void verify(Assignment assignment) {
        for (Register operand : assignment.operands()) {
            require(
                    defined.contains(operand),
                    () -> assignment.describe() + ": " + operand.name() + " is used before it is defined");
        }
        List<TensorType> inferred;
        try {
            inferred = assignment
                    .operator()
                    .infer(assignment.operands().stream().map(Register::type).toList());
        } catch (IllegalArgumentException e) {
            throw new ListException("list " + list.name() + ": " + assignment.describe() + ": " + e.getMessage(), e);
        }
        List<TensorType> found =
                assignment.results().stream().map(Register::type).toList();
        require(
                inferred.equals(found),
                () -> assignment.describe() + ": the operator infers " + inferred + ", the results are " + found);
        for (Register result : assignment.results()) {
            require(result.role() == Role.RESULT, () -> assignment.describe() + ": " + result + " is no result");
            define(result, "assigned");
        }
    }

    private void define(Register register, String verb) {
        require(!defined.contains(register), () -> register + " is " + verb + " twice");
        defined.put(register, register);
        require(names.put(register.name(), register) == null, () -> "the name " + register.name() + " is used twice");
    }

    private void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new ListException("list " + list.name() + ": " + otherwise.get());
        }
    }
}
