package dev.wengert.differentiate;

import dev.wengert.list.Assignment;
import dev.wengert.list.Composite;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Part;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reverse mode: goes through a list from its end and writes the cotangent of each register that was asked for, adding up
 * where a register is used more than once (Griewank and Walther, Evaluating Derivatives, §3.2). The cotangent of {@code x}
 * is named {@code dx}.
 */
public final class Reverse implements Vocabulary {
    private final ListBuilder builder;
    private final Set<Register> active;
    private final Map<Register, List<Register>> contributions = new HashMap<>();

    private Reverse(ListBuilder builder, Set<Register> active) {
        this.builder = builder;
        this.active = active;
    }

    /**
     * A list that also computes the cotangents of registers: the gradient of {@code output} where it is a single number,
     * otherwise of the sum of its elements. They are outputs named {@code d} and the register's name. Assignments that no
     * output or update needs are left out.
     *
     * @param output the name of a register of f32 or f64
     * @param of names of registers; none means every parameter that is not frozen
     * @throws ListException if a register does not exist or is of integers
     */
    public static WengertList differentiate(WengertList list, String output, String... of) {
        ListBuilder builder = list.toBuilder();
        List<Register> wanted = of.length == 0
                ? builder.trainable()
                : Arrays.stream(of).map(builder::register).toList();
        gradients(builder.register(output), wanted).forEach(builder::output);
        return builder.build().withoutDeadCode();
    }

    /** The gradients of {@code output} with respect to {@code of}, written behind what its builder has. */
    public static List<Register> gradients(Register output, List<Register> of) {
        requireReal(output);
        Register one =
                output.builder().writing(Part.ADJOINT, () -> output.builder().fill(1, output.type()));
        return cotangents(List.of(output), List.of(one), of);
    }

    /**
     * The VJP: {@code Σᵢ seedᵢ · ∂outputᵢ/∂x} for each x in {@code of}, written behind what the builder has. Zeros where no
     * output depends on x.
     *
     * @param seeds as many as outputs, of their types
     */
    public static List<Register> cotangents(List<Register> outputs, List<Register> seeds, List<Register> of) {
        of.forEach(Reverse::requireReal);
        outputs.forEach(Reverse::requireReal);
        if (seeds.size() != outputs.size()) {
            throw new ListException("expected a seed for each of " + outputs + ", found " + seeds);
        }
        if (of.isEmpty()) {
            return List.of();
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (!outputs.get(i).type().equals(seeds.get(i).type())) {
                throw new ListException(
                        "the seed of " + outputs.get(i) + " must be of its type, found " + seeds.get(i));
            }
        }
        ListBuilder builder = writer(outputs, seeds, of);
        List<Assignment> assignments = builder.before(builder.position());
        return builder.writing(Part.ADJOINT, () -> {
            Reverse reverse = new Reverse(builder, dependents(builder, assignments, of));
            for (int i = 0; i < outputs.size(); i++) {
                reverse.contribute(outputs.get(i), seeds.get(i));
            }
            reverse.walk(assignments);
            return of.stream().map(reverse::result).toList();
        });
    }

    /** Where the adjoint is written: seeds may be of a list within that of the outputs. */
    private static ListBuilder writer(List<Register> outputs, List<Register> seeds, List<Register> of) {
        List<Register> all = new ArrayList<>(outputs);
        all.addAll(seeds);
        all.addAll(of);
        return ListBuilder.innermost(all);
    }

    /** The registers that depend on {@code of}, themselves included. */
    private static Set<Register> dependents(ListBuilder builder, List<Assignment> assignments, List<Register> of) {
        Set<Register> active = new HashSet<>();
        of.forEach(register -> active.add(builder.origin(register)));
        for (Assignment assignment : assignments) {
            if (assignment.operands().stream().map(builder::origin).anyMatch(active::contains)) {
                assignment.results().stream()
                        .filter(result -> result.type().dtype().isReal())
                        .forEach(active::add);
            }
        }
        return active;
    }

    private boolean isActive(Register register) {
        return active.contains(builder.origin(register));
    }

    private void walk(List<Assignment> assignments) {
        for (Assignment assignment : assignments.reversed()) {
            boolean reached = assignment.results().stream().anyMatch(contributions::containsKey);
            if (reached && assignment.operands().stream().anyMatch(this::isActive)) {
                builder.derivedFrom(assignment, () -> {
                    pull(assignment);
                    return this;
                });
            }
        }
    }

    private void pull(Assignment assignment) {
        List<@Nullable Register> dz = new ArrayList<>();
        for (Register result : assignment.results()) {
            Register sum = accumulated(result);
            if (sum != null && sum.builder().isGenerated(sum.name())) {
                sum.named("d" + result.name());
            }
            dz.add(sum);
        }
        if (assignment.operator() instanceof Composite composite) {
            through(composite, assignment, dz);
            return;
        }
        boolean[] wanted = new boolean[assignment.operands().size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = isActive(assignment.operand(i));
        }
        List<@Nullable Register> dy = assignment.operator().vjps(assignment, dz, wanted);
        for (int i = 0; i < wanted.length; i++) {
            Register cotangent = dy.get(i);
            if (cotangent != null) {
                contribute(assignment.operand(i), cotangent);
            }
        }
    }

    /** Writes the decomposition and goes back through that. */
    private void through(Composite composite, Assignment assignment, List<@Nullable Register> dz) {
        ListBuilder.Position before = builder.position();
        List<Register> parts = builder.anew(() -> composite.decompose(assignment.operands()));
        List<Assignment> written = builder.since(before);
        List<Register> operands = new ArrayList<>(new LinkedHashSet<>(assignment.operands()));
        operands.removeIf(operand -> !isActive(operand));
        Reverse inner = new Reverse(builder, dependents(builder, written, operands));
        for (int i = 0; i < parts.size(); i++) {
            Register seed = dz.get(i);
            if (seed != null) {
                inner.contribute(parts.get(i), seed);
            }
        }
        inner.walk(written);
        for (Register operand : operands) {
            Register dy = inner.accumulated(operand);
            if (dy != null) {
                contribute(operand, dy);
            }
        }
    }

    private void contribute(Register register, Register cotangent) {
        if (!cotangent.type().equals(register.type())) {
            throw new ListException("the cotangent of " + register + " must be of its type, found " + cotangent);
        }
        contributions
                .computeIfAbsent(builder.origin(register), key -> new ArrayList<>(2))
                .add(cotangent);
    }

    /** The sum of what reached the register, written once; null if nothing did. */
    private @Nullable Register accumulated(Register register) {
        Register origin = builder.origin(register);
        List<Register> parts = contributions.get(origin);
        if (parts == null) {
            return null;
        }
        if (parts.size() > 1) {
            Register sum = parts.get(0);
            for (Register part : parts.subList(1, parts.size())) {
                sum = sum.add(part);
            }
            parts = new ArrayList<>(List.of(sum));
            contributions.put(origin, parts);
        }
        return parts.get(0);
    }

    private Register result(Register register) {
        Register sum = accumulated(register);
        if (sum == null) {
            sum = register.builder().fill(0, register.type());
        }
        return Naming.derived(sum, "d" + register.name());
    }

    private static void requireReal(Register register) {
        if (!register.type().dtype().isReal()) {
            throw new ListException("only registers of f32 and f64 have cotangents, found " + register);
        }
    }
}
