package dev.wengert.testing;

import dev.wengert.list.Assignment;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs a list as its text says, each assignment by itself with memory of its own: what the planner's schedules must agree
 * with, bit for bit.
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
        Map<Register, Tensor> values = new HashMap<>(parameters);
        for (Register input : list.inputs()) {
            Tensor given = inputs.get(input.name());
            values.put(input, given == null ? input.defaultValue().orElseThrow() : given);
        }
        list.assignments().forEach(assignment -> run(assignment, values));
        list.updates().forEach((parameter, next) -> parameters.put(parameter, value(values, next)));
        Map<String, Tensor> results = new LinkedHashMap<>();
        list.outputs().forEach(output -> results.put(output.name(), value(values, output)));
        parameters.forEach((parameter, value) -> results.put(parameter.name(), value));
        return new Results(results);
    }

    private static Tensor value(Map<Register, Tensor> values, Register register) {
        return Objects.requireNonNull(values.get(register));
    }

    private static void run(Assignment assignment, Map<Register, Tensor> values) {
        ListBuilder alone = WengertList.builder("alone");
        Map<String, Tensor> given = new HashMap<>();
        List<Register> operands = new ArrayList<>();
        for (Register operand : assignment.operands()) {
            String name = "y" + operands.size();
            operands.add(alone.input(name, operand.type()));
            given.put(name, value(values, operand));
        }
        alone.apply(assignment.operator(), operands).forEach(alone::output);
        List<Tensor> results = Runs.run(alone.build(), given).all();
        for (int i = 0; i < results.size(); i++) {
            values.put(assignment.result(i), results.get(i));
        }
    }
}
