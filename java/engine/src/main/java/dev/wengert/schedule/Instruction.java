package dev.wengert.schedule;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * One call of a kernel, as {@link dev.wengert.list.Lowering#emit} describes it.
 *
 * @param kernel the name of the kernel
 * @param tiles how many tiles the work is cut into
 * @param sizes as the kernel's family states
 * @param scalars as the kernel's family states
 * @param buffers results first, then operands
 * @param origin the assignment it is part of; none for the copy that stores an updated parameter
 */
public record Instruction(
        String kernel,
        long tiles,
        List<Long> sizes,
        List<Double> scalars,
        List<Buffer> buffers,
        Optional<Assignment> origin) {}
