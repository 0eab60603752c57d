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
    private final Map<Register, Register> tangents;

    private Forward(Map<Register, Register> tangents) {
        this.tangents = new HashMap<>(tangents);
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
        ListBuilder builder = outputs.get(0).builder();
        List<Assignment> assignments = builder.assignments();
        return builder.writing(Part.TANGENT, () -> {
            Forward forward = new Forward(of);
            assignments.forEach(forward::push);
            return outputs.stream().map(forward::result).toList();
        });
    }

    private void push(Assignment assignment) {
        if (assignment.operands().stream().noneMatch(tangents::containsKey)) {
            return;
        }
        assignment.result().builder().derivedFrom(assignment, () -> {
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
            ListBuilder builder = assignment.result().builder();
            int before = builder.assignments().size();
            List<Register> parts = builder.anew(() -> composite.decompose(assignment.operands()));
            builder.assignments().subList(before, builder.assignments().size()).forEach(this::push);
            List<@Nullable Register> results = new ArrayList<>();
            parts.forEach(part -> results.add(tangents.get(part)));
            return results;
        }
        List<@Nullable Register> ty = new ArrayList<>();
        assignment.operands().forEach(operand -> ty.add(tangents.get(operand)));
        return assignment.operator().jvp(assignment, ty);
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
        Register tangent = tangents.get(output);
        Register written = tangent == null ? output.builder().fill(0, output.type()) : tangent;
        return Naming.derived(written, "t" + output.name());
    }
}
