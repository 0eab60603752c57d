package dev.wengert.runtime;

import dev.wengert.list.Buffer;
import dev.wengert.list.HostFunction;
import dev.wengert.schedule.Schedule;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A Java function with the buffers that an instruction gives it. Segments are made anew only where a buffer has moved. */
final class HostCall {
    private final HostFunction function;
    private final int[] slots;
    private final long[] bytes;
    private final MemorySegment[] segments;
    private final List<MemorySegment> view;

    HostCall(HostFunction function, List<Buffer> buffers, Schedule schedule) {
        this.function = function;
        this.slots = buffers.stream().mapToInt(Buffer::slot).toArray();
        this.bytes = Arrays.stream(slots)
                .mapToLong(slot -> slot < 0 ? 0 : schedule.places().get(slot).bytes())
                .toArray();
        this.segments = new MemorySegment[slots.length];
        Arrays.fill(segments, MemorySegment.NULL);
        this.view = Collections.unmodifiableList(Arrays.asList(segments));
    }

    /**
     * Calls the function.
     *
     * @param arena how long the segments can be used
     */
    void run(Image image, Arena arena) {
        for (int i = 0; i < slots.length; i++) {
            long address = slots[i] < 0 ? 0 : image.address(slots[i]);
            if (segments[i].address() != address) {
                segments[i] = Library.at(address, bytes[i], arena);
            }
        }
        function.call(view);
    }
}
