package dev.wengert.schedule;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.HostFunction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One call of a kernel, as {@link dev.wengert.list.Lowering#emit} describes it, or a step of the control flow.
 *
 * @param kernel the name of the kernel
 * @param tiles how many tiles the work is cut into
 * @param sizes as the kernel's family states
 * @param scalars as the kernel's family states
 * @param buffers results first, then operands
 * @param origin the assignment it is part of; none for the copy of a value to where it is to be
 * @param within the assignments whose lists the origin stands in, innermost first; empty for one of the list itself
 * @param host what is called in Java where the kernel is {@code host}
 */
public record Instruction(
        String kernel,
        long tiles,
        List<Long> sizes,
        List<Double> scalars,
        List<Buffer> buffers,
        Optional<Assignment> origin,
        List<Assignment> within,
        Optional<HostFunction> host) {
    /** Where the sizes of an instruction say how far it jumps. */
    private static final int DISTANCE = 7;

    /** How many instructions behind this one a run goes on if the kernel says so, or before it if less than 0; else 0. */
    public int jump() {
        return sizes.size() > DISTANCE && Control.JUMPS.contains(kernel) ? Math.toIntExact(sizes.get(DISTANCE)) : 0;
    }

    /** For messages: the assignment, and those in whose lists it stands. */
    public String describe() {
        return origin.map(Assignment::describe).orElse("a copy of a value") + describe(within);
    }

    /** As {@link #describe()}, with another assignment in place of the outermost. */
    public String describe(Assignment outermost) {
        if (within.isEmpty()) {
            return outermost.describe();
        }
        return origin.map(Assignment::describe).orElse("a copy of a value")
                + describe(within.subList(0, within.size() - 1))
                + describe(List.of(outermost));
    }

    private static String describe(List<Assignment> within) {
        return within.stream().map(outer -> ", within " + outer.describe()).collect(Collectors.joining());
    }
}
