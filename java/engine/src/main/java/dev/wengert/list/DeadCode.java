package dev.wengert.list;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the assignments that outputs and updates need, and lets what reads a view of the same type read what it views; one walk
 * each way.
 */
final class DeadCode {
    private final WengertList list;
    private final ByRegister<Register> live = new ByRegister<>();
    private final ByRegister<Register> viewed = new ByRegister<>();

    private DeadCode(WengertList list) {
        this.list = list;
        list.outputs().forEach(this::keep);
        list.updates().values().forEach(this::keep);
    }

    private void keep(Register register) {
        live.put(register, register);
    }

    static WengertList remove(WengertList list) {
        return new DeadCode(list).remove();
    }

    private WengertList remove() {
        List<Assignment> direct = new ArrayList<>();
        for (Assignment assignment : list.assignments()) {
            if (isIdentity(assignment)) {
                viewed.put(assignment.result(), through(assignment.operand(0)));
            } else {
                direct.add(direct(assignment));
            }
        }
        List<Assignment> kept = new ArrayList<>();
        for (Assignment assignment : direct.reversed()) {
            if (assignment.results().stream().anyMatch(live::contains)) {
                assignment.operands().forEach(this::keep);
                kept.add(assignment);
            }
        }
        return list.with(kept.reversed());
    }

    /** Whether an assignment only gives its operand another name, which nothing outside the list asks for. */
    private boolean isIdentity(Assignment assignment) {
        return assignment.isAlias() && !live.contains(assignment.result());
    }

    private Register through(Register register) {
        return viewed.getOrDefault(register, register);
    }

    private Assignment direct(Assignment assignment) {
        return assignment.operands().stream().anyMatch(viewed::contains)
                ? assignment.by(
                        assignment.operator(),
                        assignment.operands().stream().map(this::through).toList())
                : assignment;
    }
}
