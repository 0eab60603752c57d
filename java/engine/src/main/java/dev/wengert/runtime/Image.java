package dev.wengert.runtime;

import dev.wengert.bindings.wg_instruction;
import dev.wengert.schedule.Instruction;
import dev.wengert.schedule.Place;
import dev.wengert.schedule.Schedule;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The native memory of a session, one allocation: instruction records, the table of slot addresses, the constants, and the
 * slab.
 */
final class Image {
    private static final long ALIGNMENT = 64;
    private static final long RECORD = wg_instruction.sizeof();

    private final MemorySegment memory;
    private final MemorySegment records;
    private final MemorySegment slots;
    private final long slab;

    Image(Schedule schedule) {
        int once = schedule.prologue().size();
        int each = schedule.instructions().size();
        long[] constants = schedule.constants();
        long slotsAt = round((once + each) * RECORD);
        long constantsAt = slotsAt + round((long) schedule.places().size() * Long.BYTES);
        long slabAt = constantsAt + round((long) constants.length * Long.BYTES);
        memory = Library.allocate(slabAt + schedule.slabBytes());
        records = memory.asSlice(0, (once + each) * RECORD);
        slots = memory.asSlice(slotsAt, (long) schedule.places().size() * Long.BYTES);
        slab = slabAt;
        MemorySegment.copy(constants, 0, memory, ValueLayout.JAVA_LONG, constantsAt, constants.length);
        write(records.asSlice(0, once * RECORD), schedule.prologue());
        write(records.asSlice(once * RECORD), schedule.instructions());
        int slot = 0;
        for (Place place : schedule.places()) {
            setAddress(
                    slot++,
                    switch (place.area()) {
                        case BOUND, POINTER -> 0;
                        case KEPT, PLANNED -> memory.address() + slabAt + place.offset();
                        case CONSTANTS -> memory.address() + constantsAt + place.offset();
                    });
        }
    }

    /**
     * The records of the prologue, and behind them those of what each run does. Records and slots are passed by address: the
     * session keeps the memory while a run is under way.
     */
    MemorySegment records() {
        return records;
    }

    /** One of the records. */
    MemorySegment record(int index) {
        return records.asSlice(index * RECORD, RECORD);
    }

    MemorySegment slots() {
        return slots;
    }

    MemorySegment memory() {
        return memory;
    }

    /** Where a byte of the slab lies in the memory. */
    long slabOffset(long offset) {
        return slab + offset;
    }

    long address(int slot) {
        return slots.getAtIndex(ValueLayout.JAVA_LONG, slot);
    }

    void setAddress(int slot, long address) {
        slots.setAtIndex(ValueLayout.JAVA_LONG, slot, address);
    }

    /** Writes records, which lie one behind the other. */
    static void write(MemorySegment records, List<Instruction> instructions) {
        int index = 0;
        for (Instruction instruction : instructions) {
            MemorySegment record = records.asSlice(index++ * RECORD, RECORD);
            wg_instruction.kernel(record, MemorySegment.ofAddress(Library.kernel(instruction.kernel())));
            wg_instruction.tiles(record, instruction.tiles());
            MemorySegment slots = wg_instruction.slots(record);
            for (int i = 0; i < wg_instruction.slots$dimensions()[0]; i++) {
                boolean used = i < instruction.buffers().size();
                slots.setAtIndex(
                        ValueLayout.JAVA_INT,
                        i,
                        used ? instruction.buffers().get(i).slot() : -1);
            }
            MemorySegment sizes = wg_instruction.sizes(record);
            for (int i = 0; i < instruction.sizes().size(); i++) {
                sizes.setAtIndex(ValueLayout.JAVA_LONG, i, instruction.sizes().get(i));
            }
            MemorySegment scalars = wg_instruction.scalars(record);
            for (int i = 0; i < instruction.scalars().size(); i++) {
                scalars.setAtIndex(
                        ValueLayout.JAVA_DOUBLE, i, instruction.scalars().get(i));
            }
        }
    }

    private static long round(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
