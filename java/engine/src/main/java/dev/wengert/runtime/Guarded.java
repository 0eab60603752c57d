package dev.wengert.runtime;

import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A buffer between guard bytes, aligned to its elements and no better. */
final class Guarded {
    private static final long GUARD = 4096;

    private final String what;
    private final MemorySegment all;
    private final MemorySegment value;
    private final byte pattern;

    /** A buffer of so many bytes; it and its guards hold the pattern. */
    Guarded(Arena arena, String what, long bytes, long alignment, byte pattern) {
        this.what = what;
        this.pattern = pattern;
        // Just behind a multiple of 64, so that kernels are found that take more alignment for granted than there is.
        this.all = arena.allocate(2 * GUARD + alignment + bytes, 64);
        this.value = all.asSlice(GUARD + alignment, bytes);
        all.fill(pattern);
    }

    /** A buffer that holds a value. */
    static Guarded of(Arena arena, String what, Tensor tensor, byte pattern) {
        TensorType type = tensor.type();
        Guarded guarded = new Guarded(arena, what, type.byteSize(), type.dtype().byteSize(), pattern);
        guarded.value.copyFrom(tensor.segment());
        return guarded;
    }

    long address() {
        return value.address();
    }

    MemorySegment value() {
        return value;
    }

    /** Throws if a guard was written. */
    void requireGuards(String kernel) {
        long begin = value.address() - all.address();
        for (long i = 0; i < all.byteSize(); i++) {
            boolean inside = i >= begin && i < begin + value.byteSize();
            if (!inside && all.get(ValueLayout.JAVA_BYTE, i) != pattern) {
                String where = i < begin ? begin - i + " bytes before" : i - begin - value.byteSize() + " bytes behind";
                throw new KernelFault("kernel " + kernel + " writes " + where + " " + what + ", which has "
                        + value.byteSize() + " bytes");
            }
        }
    }
}
