package dev.wengert.runtime;

import dev.wengert.bindings.Wengert;
import dev.wengert.list.Assignment;
import dev.wengert.list.HostFunction;
import dev.wengert.schedule.Instruction;
import dev.wengert.schedule.Schedule;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A schedule with its memory: runs it, and calls Java functions where it says so. For one thread at a time. */
final class Execution implements AutoCloseable {
    private final Schedule schedule;
    private final Image image;
    private final List<Instruction> instructions;

    /** Where the prologue ends and what each run does begins. */
    private final int first;

    private final @Nullable HostCall[] hosts;
    private @Nullable Arena arena;

    Execution(Schedule schedule) {
        this.schedule = schedule;
        this.image = new Image(schedule);
        this.instructions = new ArrayList<>(schedule.prologue());
        this.first = instructions.size();
        instructions.addAll(schedule.instructions());
        this.hosts = new HostCall[instructions.size()];
    }

    Image image() {
        return image;
    }

    /**
     * Computes what never changes; once, before the first run.
     *
     * @throws RunException if a kernel or a Java function refused a value
     */
    void prepare() {
        run(MemorySegment.NULL, 0, first, null);
    }

    /**
     * Runs everything: one call into native code, and one more for each call of a Java function.
     *
     * @throws RunException if a kernel or a Java function refused a value
     */
    void run(MemorySegment pool) {
        run(pool, first, instructions.size(), null);
    }

    /** As {@link #run(MemorySegment)}, for a list of one assignment; messages name {@code z} in its place. */
    void run(MemorySegment pool, Assignment z) {
        run(pool, first, instructions.size(), z);
    }

    /** Runs everything with one call into native code for each instruction. */
    void runStepwise(MemorySegment pool, Consumer<Instruction> after) {
        int i = first;
        while (i < instructions.size()) {
            Instruction instruction = instructions.get(i);
            int status = (int) Wengert.wg_run(pool, image.record(i), 0, 1, image.slots());
            int next = i + 1;
            if (status == Wengert.WG_JUMP()) {
                next = i + instruction.jump();
            } else if (status != Wengert.WG_OK()) {
                resume(status, i, null);
            }
            after.accept(instruction);
            i = next;
        }
    }

    @Override
    public void close() {
        Arena open = arena;
        if (open != null) {
            open.close();
        }
        Library.release(image.memory());
    }

    private void run(MemorySegment pool, int start, int end, @Nullable Assignment z) {
        long status = Wengert.wg_run(pool, image.records(), start, end, image.slots());
        while (status != 0) {
            int next = (int) (status >>> 32);
            resume((int) status, next - 1, z);
            status = Wengert.wg_run(pool, image.records(), next, end, image.slots());
        }
    }

    /** Does what an instruction stopped for, or throws what it says. */
    private void resume(int status, int index, @Nullable Assignment z) {
        Instruction instruction = instructions.get(index);
        HostFunction function = instruction.host().orElse(null);
        if (status != Wengert.WG_HOST() || function == null) {
            throw new RunException(describe(instruction, z) + ": " + Library.message(status));
        }
        HostCall call = hosts[index];
        if (call == null) {
            call = new HostCall(function, instruction.buffers(), schedule);
            hosts[index] = call;
        }
        Arena open = arena;
        if (open == null) {
            open = Arena.ofShared();
            arena = open;
        }
        try {
            call.run(image, open);
        } catch (RuntimeException e) {
            throw new RunException(describe(instruction, z) + ": " + e, e);
        }
    }

    private static String describe(Instruction instruction, @Nullable Assignment z) {
        return z == null ? instruction.describe() : instruction.describe(z);
    }
}
