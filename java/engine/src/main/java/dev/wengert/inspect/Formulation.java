package dev.wengert.inspect;

import dev.wengert.differentiate.Forward;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Assignment;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Part;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Reference;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An operator as the classic formulation has it: G, the function, and DG, its derivative with respect to each argument, given as
 * what becomes of a cotangent of the result and of a tangent of the argument. Nothing of it is typed anywhere: it is traced from
 * the operator's own rules.
 *
 * <pre>{@code
 * G
 *   z = mul(y1, y2)
 * DG, cotangents
 *   dy1 = mul(dz, y2)
 *   dy2 = mul(dz, y1)
 * DG, tangents
 *   tz = mul(ty1, y2)
 *   tz = mul(ty2, y1)
 * }</pre>
 */
public final class Formulation {
    private final WengertList function;

    private Formulation(WengertList function) {
        this.function = function;
    }

    /**
     * A derivative.
     *
     * @param argument the argument that it is by
     * @param list the list that gives it: its outputs
     * @param statements the assignments of that list behind those of G; {@code dy1 = 0} where it is zero
     */
    public record Derivative(Register argument, WengertList list, List<String> statements) {}

    /** An operator on operands of these types. */
    public static Formulation of(Operator operator, List<TensorType> operands) {
        return new Formulation(WengertList.ofCall(operator, operands));
    }

    /**
     * An operator of the standard catalogue: by its name, with the example that the reference page has of it; or with types in
     * place of operands, {@code sum(f64[2,3], axes=[1])}.
     *
     * @throws IllegalArgumentException if there is no such operator, or it does not take them
     */
    public static Formulation of(String call) {
        return of(call, Catalogue.standard());
    }

    /** As {@link #of(String)}, of another catalogue; what the reference page does not have must be given with types. */
    public static Formulation of(String call, Catalogue catalogue) {
        String example = call.contains("(")
                ? call
                : Reference.example(call)
                        .orElseThrow(() -> new IllegalArgumentException("there is no example of an operator " + call
                                + "; give it with types, such as sum(f64[2,3], axes=[1])"));
        return new Formulation(WengertList.ofCall(example, catalogue));
    }

    /** G, as a list from y1, y2, … to z. */
    public WengertList function() {
        return function;
    }

    /** The cotangent of each argument of f32 or f64, given dz, or dz1, dz2, …. */
    public List<Derivative> cotangents() {
        return derivatives((list, copies, argument) -> {
            List<Register> outputs = outputs(copies);
            List<Register> seeds = new ArrayList<>();
            for (Register output : outputs) {
                seeds.add(list.input("d" + output.name(), output.type()));
            }
            return Reverse.cotangents(outputs, seeds, List.of(copies.of(argument)));
        });
    }

    /** The tangent of the results for a tangent of each argument of f32 or f64: ty1, or ty2, …. */
    public List<Derivative> tangents() {
        return derivatives((list, copies, argument) -> {
            Register seed = list.input("t" + argument.name(), argument.type());
            return Forward.tangents(outputs(copies), Map.of(copies.of(argument), seed));
        });
    }

    private interface Rule {
        List<Register> write(ListBuilder list, Copies copies, Register argument);
    }

    private List<Derivative> derivatives(Rule rule) {
        List<Derivative> derivatives = new ArrayList<>();
        if (function.outputs().stream().noneMatch(Formulation::isReal)) {
            return derivatives;
        }
        for (Register argument : function.inputs()) {
            if (isReal(argument)) {
                ListBuilder builder = WengertList.builder(function.name(), function.catalogue());
                Copies copies = new Copies();
                builder.inline(function, copies);
                rule.write(builder, copies, argument).forEach(builder::output);
                WengertList list = builder.build().withoutDeadCode();
                derivatives.add(new Derivative(argument, list, statements(list)));
            }
        }
        return derivatives;
    }

    /** The statements of a derivative; zeros, and other names of a register, are said as such. */
    private List<String> statements(WengertList list) {
        List<Register> inputs = list.inputs();
        Set<Register> moving = new HashSet<>(inputs.subList(function.inputs().size(), inputs.size()));
        for (Assignment assignment : list.assignments()) {
            if (assignment.operands().stream().anyMatch(moving::contains)) {
                moving.addAll(assignment.results());
            }
        }
        List<String> statements = new ArrayList<>();
        for (Assignment assignment : list.assignments()) {
            Register result = assignment.result();
            if (list.outputs().contains(result) && !moving.contains(result)) {
                statements.add(result.name() + " = 0");
            } else if (assignment.part() != Part.PRIMAL) {
                statements.add(
                        assignment.isAlias()
                                ? result.name() + " = " + assignment.operand(0).name()
                                : assignment.statement());
            }
        }
        return statements;
    }

    private List<Register> outputs(Copies copies) {
        return function.outputs().stream()
                .filter(Formulation::isReal)
                .map(copies::of)
                .toList();
    }

    private static boolean isReal(Register register) {
        return register.type().dtype().isReal();
    }

    /** G and DG, a statement a line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("G\n");
        function.assignments().forEach(assignment -> line(text, assignment.statement()));
        write(text, "DG, cotangents\n", cotangents());
        write(text, "DG, tangents\n", tangents());
        return text.toString();
    }

    private static void write(StringBuilder text, String heading, List<Derivative> derivatives) {
        text.append(derivatives.isEmpty() ? "" : heading);
        derivatives.forEach(derivative -> derivative.statements().forEach(statement -> line(text, statement)));
    }

    private static void line(StringBuilder text, String statement) {
        text.append("  ").append(statement).append('\n');
    }
}
