package dev.wengert.list;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps the assignments that outputs and updates need; one walk from the end. */
final class DeadCode {
    private DeadCode() {}

    static WengertList remove(WengertList list) {
        Set<Register> live = new HashSet<>(list.outputs());
        live.addAll(list.updates().values());
        List<Assignment> kept = new ArrayList<>();
        for (Assignment assignment : list.assignments().reversed()) {
            if (assignment.results().stream().anyMatch(live::contains)) {
                live.addAll(assignment.operands());
                kept.add(assignment);
            }
        }
        return new WengertList(
                list.name(),
                list.catalogue(),
                list.inputs(),
                list.parameters(),
                kept.reversed(),
                list.outputs(),
                list.updates());
    }
}
