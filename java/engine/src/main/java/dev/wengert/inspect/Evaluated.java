package dev.wengert.inspect;

import dev.wengert.differentiate.Forward;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Assignment;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A list that was evaluated with every register kept: its value, and on demand its tangent, or its cotangent by an output (the
 * {@code val} and the {@code delta} of the classic formulation). Tensors that are given out are closed with it.
 */
public final class Evaluated implements AutoCloseable {
    private final WengertList list;
    private final Eager eager;
    private final Copies copies = new Copies();

    private Evaluated(WengertList list, Eager eager) {
        this.list = list;
        this.eager = eager;
    }

    /**
     * Evaluates a list.
     *
     * @param given values of inputs and parameters by name; where one is left out, its default value serves, or zeros for a
     *     parameter
     * @throws IllegalArgumentException if an input has no value, or one of another type
     */
    public static Evaluated of(WengertList list, Map<String, Tensor> given) {
        return of(list, given, assignment -> {});
    }

    /**
     * Evaluates a list that is given as text, with values as text: {@code of(text, "x1 = 2", "w = [1, 2]")}.
     *
     * @throws IllegalArgumentException naming the line of the list, or the value, that cannot be read
     */
    public static Evaluated of(String list, String... values) {
        WengertList parsed = WengertList.parse(list);
        return of(parsed, read(parsed, values));
    }

    /**
     * Values of inputs and parameters of a list by name, each given as {@code name = number} or {@code name = [number, …]}.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    public static Map<String, Tensor> read(WengertList list, String... values) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        for (String value : values) {
            int at = value.indexOf('=');
            String name = value.substring(0, Math.max(0, at)).strip();
            Register register = list.declarations().stream()
                    .filter(declared -> declared.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("expected NAME=VALUE with a name among "
                            + list.declarations().stream().map(Register::name).toList() + ", found '" + value + "'"));
            try (Tensor read = TensorText.read(value.substring(at + 1), register.type())) {
                if (given.put(name, Tensor.constant(read)) != null) {
                    throw new IllegalArgumentException("there are two values of " + name);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(register + ": " + e.getMessage(), e);
            }
        }
        return given;
    }

    /** As {@link #of(WengertList, Map)}; {@code after} is called with each assignment when its results are there. */
    static Evaluated of(WengertList list, Map<String, Tensor> given, Consumer<Step> after) {
        Evaluated evaluated = new Evaluated(list, Eager.open());
        try {
            evaluated.declare(given);
            evaluated.run(after);
        } catch (Throwable e) {
            evaluated.close();
            throw e;
        }
        return evaluated;
    }

    /** An assignment of the list with the values of its operands and results. */
    record Step(Assignment assignment, List<Tensor> operands, List<Tensor> results) {
        /** An assignment of eager mode. */
        static Step of(Assignment assignment) {
            return new Step(
                    assignment, Evaluated.values(assignment.operands()), Evaluated.values(assignment.results()));
        }
    }

    /** The list. */
    public WengertList list() {
        return list;
    }

    /**
     * The value of a register.
     *
     * @throws IllegalArgumentException if the list has none of that name
     */
    public Tensor value(String register) {
        return copy(register).value();
    }

    /** The value of every register by name, in the order of the list. */
    public Map<String, Tensor> values() {
        Map<String, Tensor> values = new LinkedHashMap<>();
        list.registers()
                .forEach(register ->
                        values.put(register.name(), copies.of(register).value()));
        return values;
    }

    /** The cotangent of every register of f32 or f64 by name, as {@link #delta} gives it. */
    public Map<String, Tensor> deltas(String output) {
        List<Register> real = real();
        List<Tensor> deltas = deltas(output, real);
        Map<String, Tensor> byName = new LinkedHashMap<>();
        for (int i = 0; i < real.size(); i++) {
            byName.put(real.get(i).name(), deltas.get(i));
        }
        return byName;
    }

    /** The registers of f32 and f64, declared ones first. */
    List<Register> real() {
        return list.registers().stream()
                .filter(register -> register.type().dtype().isReal())
                .toList();
    }

    /**
     * The cotangent of a register: the derivative of {@code output} by it, or of the sum of its elements where it is not a
     * single number.
     */
    public Tensor delta(String output, String register) {
        return deltas(output, List.of(list.register(register))).get(0);
    }

    /** The cotangents of registers of f32 or f64. */
    List<Tensor> deltas(String output, List<Register> of) {
        return Reverse.gradients(copy(output), copies.of(of)).stream()
                .map(Register::value)
                .toList();
    }

    /**
     * The tangent of a register.
     *
     * @param of the tangents of inputs and parameters by name; zero where they are left out
     */
    public Tensor tangent(String register, Map<String, Tensor> of) {
        return tangents(List.of(list.register(register)), of).get(0);
    }

    /** The tangents of registers. */
    List<Tensor> tangents(List<Register> registers, Map<String, Tensor> of) {
        Map<Register, Register> seeds = new HashMap<>();
        of.forEach((name, tangent) -> seeds.put(copy(name), eager.list().constant(tangent)));
        return Forward.tangents(copies.of(registers), seeds).stream()
                .map(Register::value)
                .toList();
    }

    /** Gives the memory back. Closing twice is harmless. */
    @Override
    public void close() {
        eager.close();
    }

    private Register copy(String register) {
        return copies.of(list.register(register));
    }

    private void declare(Map<String, Tensor> given) {
        for (Register register : list.declarations()) {
            Tensor value = given.get(register.name());
            if (value != null && !value.type().equals(register.type())) {
                throw new IllegalArgumentException(
                        "expected a tensor " + register.type() + " for " + register.name() + ", found " + value.type());
            }
            copies.put(register, value != null ? eager.input(register.name(), value) : usual(register));
        }
    }

    private Register usual(Register register) {
        ListBuilder tape = eager.list();
        if (register.defaultValue().isPresent()) {
            return tape.input(register.name(), register.defaultValue().get());
        }
        if (list.inputs().contains(register)) {
            throw new ListException("input " + register + " of list " + list.name() + " needs a value");
        }
        try (Tensor zeros = Tensor.zeros(register.type())) {
            return tape.input(register.name(), zeros);
        }
    }

    private void run(Consumer<Step> after) {
        for (Assignment assignment : list.assignments()) {
            eager.list().rewrite(assignment, copies);
            after.accept(new Step(
                    assignment, values(copies.of(assignment.operands())), values(copies.of(assignment.results()))));
        }
    }

    private static List<Tensor> values(List<Register> registers) {
        List<Tensor> values = new ArrayList<>();
        registers.forEach(register -> values.add(register.value()));
        return values;
    }
}
