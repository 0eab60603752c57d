package dev.wengert.testing;

import dev.wengert.list.Copies;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Runs a list as its text says, in eager mode: each assignment by itself, with memory of its own. What the planner's schedules
 * must agree with, bit for bit.
 */
public final class Interpreter {
    private final WengertList list;
    private final Map<String, Tensor> inputs;
    private final Map<Register, Tensor> parameters = new HashMap<>();

    /** Begins with the default values of parameters, or zeros. */
    public Interpreter(WengertList list, Map<String, Tensor> inputs) {
        this.list = list;
        this.inputs = inputs;
        list.parameters()
                .forEach(parameter -> parameters.put(
                        parameter, parameter.defaultValue().orElseGet(() -> Values.of(parameter.type(), i -> 0))));
    }

    /** Runs once; see {@link Runs#results}. */
    public Results run() {
        try (Eager eager = Eager.open()) {
            Copies copies = new Copies();
            for (Register input : list.inputs()) {
                Tensor given = inputs.get(input.name());
                declare(eager, input, given == null ? input.defaultValue().orElseThrow() : given, copies);
            }
            parameters.forEach((parameter, value) -> declare(eager, parameter, value, copies));
            eager.list().inline(list, copies);
            Map<Register, Tensor> next = new HashMap<>(parameters);
            list.updates()
                    .forEach((parameter, value) ->
                            next.put(parameter, Tensor.constant(copies.of(value).value())));
            parameters.putAll(next);
            Map<String, Tensor> results = new LinkedHashMap<>();
            list.outputs()
                    .forEach(output -> results.put(
                            output.name(), Tensor.constant(copies.of(output).value())));
            list.parameters()
                    .forEach(parameter ->
                            results.put(parameter.name(), Objects.requireNonNull(parameters.get(parameter))));
            return new Results(results);
        }
    }

    private static void declare(Eager eager, Register register, Tensor value, Copies copies) {
        copies.put(register, eager.input(register.name(), value));
    }
}
