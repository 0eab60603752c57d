package dev.wengert.differentiate;

import dev.wengert.list.Assignment;
import dev.wengert.list.Composite;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Part;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode: goes through a list from its beginning and writes the tangent of each register that depends on those that
 * have one (Griewank and Walther, Evaluating Derivatives, §3.1). The tangent of {@code x} is named {@code tx}.
 */
public final class Forward implements Vocabulary {
    private final ListBuilder builder;
    private final Map<Register, Register> tangents = new HashMap<>();

    private Forward(ListBuilder builder, Map<Register, Register> of) {
        this.builder = builder;
        of.forEach((register, tangent) -> tangents.put(builder.origin(register), tangent));
    }

    /**
     * The JVP: {@code Σ ∂output/∂x · tx} for each output, written behind what the builder has. Zeros where an output depends
     * on no register that has a tangent.
     *
     * @param of the tangents of registers, of their types
     */
    public static List<Register> tangents(List<Register> outputs, Map<Register, Register> of) {
        of.forEach((register, tangent) -> {
            if (!register.type().dtype().isReal() || !register.type().equals(tangent.type())) {
                throw new ListException(
                        "the tangent of " + register + " must be f32 or f64 and of its type, found " + tangent);
            }
        });
        if (outputs.isEmpty()) {
            return List.of();
        }
        List<Register> all = new ArrayList<>(outputs);
        all.addAll(of.keySet());
        all.addAll(of.values());
        ListBuilder builder = ListBuilder.innermost(all);
        List<Assignment> assignments = builder.before(builder.position());
        return builder.writing(Part.TANGENT, () -> {
            Forward forward = new Forward(builder, of);
            assignments.forEach(forward::push);
            return outputs.stream().map(forward::result).toList();
        });
    }

    private void push(Assignment assignment) {
        if (assignment.operands().stream().allMatch(operand -> tangent(operand) == null)) {
            return;
        }
        builder.derivedFrom(assignment, () -> {
            List<@Nullable Register> results = results(assignment);
            for (int i = 0; i < results.size(); i++) {
                Register tangent = results.get(i);
                if (tangent != null) {
                    define(assignment.result(i), tangent);
                }
            }
            return this;
        });
    }

    private List<@Nullable Register> results(Assignment assignment) {
        if (assignment.operator() instanceof Composite composite) {
            ListBuilder.Position before = builder.position();
            List<Register> parts = builder.anew(() -> composite.decompose(assignment.operands()));
            builder.since(before).forEach(this::push);
            List<@Nullable Register> results = new ArrayList<>();
            parts.forEach(part -> results.add(tangent(part)));
            return results;
        }
        List<@Nullable Register> ty = new ArrayList<>();
        assignment.operands().forEach(operand -> ty.add(tangent(operand)));
        return assignment.operator().jvp(assignment, ty);
    }

    private @Nullable Register tangent(Register register) {
        return tangents.get(builder.origin(register));
    }

    private void define(Register register, Register tangent) {
        if (!tangent.type().equals(register.type())) {
            throw new ListException("the tangent of " + register + " must be of its type, found " + tangent);
        }
        if (tangent.builder().isGenerated(tangent.name())) {
            tangent.named("t" + register.name());
        }
        tangents.putIfAbsent(register, tangent);
    }

    private Register result(Register output) {
        Register tangent = tangent(output);
        Register written = tangent == null ? output.builder().fill(0, output.type()) : tangent;
        return Naming.derived(written, "t" + output.name());
    }
}
