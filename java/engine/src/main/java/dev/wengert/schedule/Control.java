package dev.wengert.schedule;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.HostFunction;
import dev.wengert.operator.Tiling;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The instructions of the kernels' family control, for one assignment, or for a copy that is of none. */
record Control(Optional<Assignment> origin, List<Assignment> within) {
    private static final String REPEAT = "repeat";
    private static final String JUMP = "jump";
    private static final String JUMP_UNLESS = "jump_unless";

    /** The kernels that jump. */
    static final Set<String> JUMPS = Set.of(REPEAT, JUMP, JUMP_UNLESS);

    Instruction reset(Buffer counter) {
        return of("fill_b8", List.of(1L, 0L), counter);
    }

    /** Goes back over the body, so many instructions, while the counter is less than {@code times}. */
    Instruction repeat(Buffer counter, long times, int body) {
        return jump(REPEAT, times, -body, counter);
    }

    Instruction jump(int distance) {
        return jump(JUMP, 0, distance);
    }

    Instruction jumpUnless(Buffer condition, int distance) {
        return jump(JUMP_UNLESS, 0, distance, condition);
    }

    Instruction point(Buffer pointer, Buffer whole, Buffer counter, long first, long stride) {
        return of("point", List.of(first, stride), pointer, whole, counter);
    }

    Instruction move(Buffer from, Buffer to, long bytes) {
        long tiles = Tiling.elements((bytes + Integer.BYTES - 1) / Integer.BYTES);
        return new Instruction(
                "move", tiles, List.of(bytes), List.of(), List.of(to, from), origin, within, Optional.empty());
    }

    Instruction host(HostFunction function, List<Buffer> buffers) {
        return new Instruction("host", 1, List.of(), List.of(), buffers, origin, within, Optional.of(function));
    }

    private Instruction jump(String kernel, long times, long distance, Buffer... buffers) {
        return of(kernel, List.of(times, 0L, 0L, 0L, 0L, 0L, 0L, distance), buffers);
    }

    private Instruction of(String kernel, List<Long> sizes, Buffer... buffers) {
        return new Instruction(kernel, 1, sizes, List.of(), List.of(buffers), origin, within, Optional.empty());
    }
}
