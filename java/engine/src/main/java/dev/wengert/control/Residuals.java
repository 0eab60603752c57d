package dev.wengert.control;

import dev.wengert.list.Assignment;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the adjoint of a step reads of the step itself. What is given to the adjoint anyway, as slices and what is the same in
 * every step are, needs no keeping; nor does what is the same in every step because it follows from that alone, or is a view or
 * an enlargement of something else: the adjoint computes it again.
 */
final class Residuals implements Vocabulary {
    private final Map<Register, Assignment> origins = new HashMap<>();
    private final Set<Register> carries;
    private final Set<Register> invariant;
    private final Set<Register> stacked = new LinkedHashSet<>();
    private final Set<Register> read = new HashSet<>();
    private final Set<Assignment> again = new HashSet<>();
    private final List<Assignment> assignments = new ArrayList<>();

    /**
     * Finds them.
     *
     * @param primal the step
     * @param adjoint what is written behind it
     * @param results what is asked of the adjoint
     * @param carries the inputs of the step that the adjoint has not
     * @param same the inputs that are the same in every step
     */
    Residuals(
            List<Assignment> primal,
            List<Assignment> adjoint,
            List<Register> results,
            List<Register> carries,
            List<Register> same) {
        this.carries = Set.copyOf(carries);
        this.invariant = new HashSet<>(same);
        for (Assignment assignment : primal) {
            assignment.results().forEach(result -> origins.put(result, assignment));
            if (invariant.containsAll(assignment.operands())) {
                invariant.addAll(assignment.results());
            }
        }
        Set<Register> needed = Bodies.needed(adjoint, results);
        List<Assignment> live = adjoint.stream()
                .filter(assignment -> assignment.results().stream().anyMatch(needed::contains))
                .toList();
        Set<Register> written = new HashSet<>();
        live.forEach(assignment -> written.addAll(assignment.results()));
        live.forEach(assignment -> provide(assignment.operands(), written));
        provide(results, written);
        primal.stream().filter(again::contains).forEach(assignments::add);
        assignments.addAll(live);
    }

    private void provide(List<Register> registers, Set<Register> written) {
        registers.stream().filter(register -> !written.contains(register)).forEach(this::provide);
    }

    private void provide(Register register) {
        if (!read.add(register)) {
            return;
        }
        Assignment origin = origins.get(register);
        if (origin != null && (invariant.contains(register) || isFree(origin))) {
            again.add(origin);
            origin.operands().forEach(this::provide);
        } else if (origin != null || carries.contains(register)) {
            stacked.add(register);
        }
    }

    /** Whether keeping what an assignment reads takes less than keeping what it gives, and computing it costs no more. */
    private static boolean isFree(Assignment assignment) {
        return assignment.operator().overwrites() == Overwrites.VIEW
                || (assignment.operands().size() == 1
                        && assignment.results().size() == 1
                        && assignment.operand(0).type().byteSize()
                                < assignment.result().type().byteSize());
    }

    /** The registers of the step that must be kept for each. */
    Set<Register> stacked() {
        return stacked;
    }

    /** Whether the adjoint reads an input of the step. */
    boolean reads(Register input) {
        return read.contains(input);
    }

    /** The adjoint, behind what it computes again. */
    List<Assignment> assignments() {
        return assignments;
    }
}
