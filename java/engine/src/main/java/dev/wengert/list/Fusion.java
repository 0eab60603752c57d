package dev.wengert.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets assignments do the work of earlier ones whose results they alone read, where their operators know how; one walk. */
final class Fusion {
    private final ByRegister<Integer> uses = new ByRegister<>();
    private final ByRegister<Assignment> definitions = new ByRegister<>();

    private Fusion() {}

    static WengertList fuse(WengertList list) {
        return new Fusion().walk(list);
    }

    private WengertList walk(WengertList list) {
        list.outputs().forEach(this::use);
        list.updates().values().forEach(this::use);
        list.assignments().forEach(assignment -> assignment.operands().forEach(this::use));
        List<Assignment> assignments = new ArrayList<>();
        for (Assignment assignment : list.assignments()) {
            Assignment fused = assignment
                    .operator()
                    .fuse(assignment, operand -> readAlone(assignment.operand(operand)))
                    .orElse(assignment);
            fused.results().forEach(result -> definitions.put(result, fused));
            assignments.add(fused);
        }
        return list.with(assignments).withoutDeadCode();
    }

    private void use(Register register) {
        uses.put(register, uses.getOrDefault(register, 0) + 1);
    }

    private Optional<Assignment> readAlone(Register operand) {
        Assignment definition = definitions.get(operand);
        if (definition == null || definition.results().size() > 1 || uses.getOrDefault(operand, 0) > 1) {
            return Optional.empty();
        }
        return Optional.of(definition);
    }
}
