package dev.wengert.schedule;

import dev.wengert.list.Register;
import dev.wengert.list.Role;
import dev.wengert.list.WengertList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is around a list that is planned.
 *
 * @param given where its inputs and parameters lie
 * @param goals where values are to be afterwards
 * @param lasting what is to stay wherever it is computed
 * @param steady inputs that have the same value in every iteration of the loop that the list is the body of
 * @param within whether the list is one within that of the schedule, of which only what the goals need is computed
 * @param hasPrologue whether there are instructions that run once, before everything
 */
record Frame(
        Map<Register, Storage> given,
        List<Goal> goals,
        List<Register> lasting,
        Set<Register> steady,
        boolean within,
        boolean hasPrologue) {
    /** The frame of a list within another. */
    static Frame within(Map<Register, Storage> given, List<Goal> goals, Set<Register> steady) {
        return new Frame(given, goals, List.of(), steady, true, true);
    }

    /** The frame of a schedule's own list, whose buffers are added to the memory. */
    static Frame of(WengertList list, Memory memory, boolean bindsOutputs) {
        Map<Register, Storage> given = new LinkedHashMap<>();
        for (Register register : list.declarations()) {
            boolean bound =
                    register.role() == Role.INPUT && register.defaultValue().isEmpty();
            Place.Area area = bound ? Place.Area.BOUND : Place.Area.KEPT;
            given.put(register, memory.add(register.type().byteSize(), area, register));
        }
        List<Goal> goals = new ArrayList<>();
        list.updates().forEach((parameter, next) -> {
            Storage target = given.get(parameter);
            if (target != null) {
                goals.add(new Goal(next, target, parameter));
            }
        });
        if (bindsOutputs) {
            for (Register output : list.outputs()) {
                goals.add(new Goal(output, memory.add(output.type().byteSize(), Place.Area.BOUND, output), null));
            }
        }
        return new Frame(given, goals, bindsOutputs ? List.of() : list.outputs(), Set.of(), false, !bindsOutputs);
    }
}
