package dev.wengert.list;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** What a schedule calls in Java, between two instructions, on the thread that runs it; see {@link Lowering#host}. */
@FunctionalInterface
public interface HostFunction {
    /**
     * Computes some buffers from others. An exception ends the run.
     *
     * @param buffers the buffers that were named, in their order, each of its exact size; to be used during the call only
     */
    void call(List<MemorySegment> buffers);
}
