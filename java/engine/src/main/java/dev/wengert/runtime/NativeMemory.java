package dev.wengert.runtime;

import dev.wengert.bindings.Wengert;

/** What the native library has taken from the system; for monitoring and tests. */
public final class NativeMemory {
    static {
        Library.load();
    }

    private NativeMemory() {}

    /** Bytes that sessions hold now. */
    public static long heldBytes() {
        return Wengert.wg_memory_held();
    }

    /** Allocations of any kind since the library was loaded. A run makes none. */
    public static long allocations() {
        return Wengert.wg_memory_allocations();
    }
}
