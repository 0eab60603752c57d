package dev.wengert.schedule;

import dev.wengert.list.ByRegister;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import java.util.List;

/**
 * A list made ready to run: instructions over a table of buffers, with every buffer's place in one slab. Immutable.
 */
public final class Schedule {
    private final WengertList list;
    private final List<Instruction> prologue;
    private final List<Instruction> instructions;
    private final List<Place> places;
    private final ByRegister<Integer> slots;
    private final long[] constants;
    private final long keptBytes;
    private final long slabBytes;

    Schedule(
            WengertList list,
            List<Instruction> prologue,
            List<Instruction> instructions,
            List<Place> places,
            ByRegister<Integer> slots,
            long[] constants,
            long keptBytes,
            long slabBytes) {
        this.list = list;
        this.prologue = List.copyOf(prologue);
        this.instructions = List.copyOf(instructions);
        this.places = List.copyOf(places);
        this.slots = slots;
        this.constants = constants;
        this.keptBytes = keptBytes;
        this.slabBytes = slabBytes;
    }

    /** The list. */
    public WengertList list() {
        return list;
    }

    /** What a session runs once when it opens: values that depend on nothing. */
    public List<Instruction> prologue() {
        return prologue;
    }

    /** What each run does, in order. */
    public List<Instruction> instructions() {
        return instructions;
    }

    /** The place of each slot. */
    public List<Place> places() {
        return places;
    }

    /**
     * The slot of a register.
     *
     * @throws IllegalArgumentException if the schedule does not have it
     */
    public int slot(Register register) {
        Integer slot = slots.get(register);
        if (slot == null) {
            throw new IllegalArgumentException("the schedule of " + list.name() + " has no register " + register);
        }
        return slot;
    }

    /** A copy of the numbers that kernels read. */
    public long[] constants() {
        return constants.clone();
    }

    /** Bytes of the slab that keep their value from run to run; they come first. */
    public long keptBytes() {
        return keptBytes;
    }

    /** Bytes of the slab. */
    public long slabBytes() {
        return slabBytes;
    }

    /** All native memory that a session takes for values: the slab and the constants. Known before the first run. */
    public long peakBytes() {
        return slabBytes + (long) constants.length * Long.BYTES;
    }

    /** Where each buffer lies and how long it lives. */
    public MemoryPlan memory() {
        return MemoryPlan.of(this);
    }

    /** The instructions with their buffers, offsets and sizes. */
    @Override
    public String toString() {
        return ScheduleText.write(this);
    }
}
