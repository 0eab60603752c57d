package dev.wengert.schedule;

import dev.wengert.list.Register;
import java.util.Optional;

/**
 * Where the buffer of one slot lies.
 *
 * @param area what kind of memory it is
 * @param offset the first byte within the slab, or within the constants; 0 for what the caller binds and for pointers
 * @param bytes its size
 * @param register the register that the buffer was made for; none for working memory and constants
 */
public record Place(Area area, long offset, long bytes, Optional<Register> register) {
    /** Kinds of memory. */
    public enum Area {
        /** The caller's: an input without a default value, or an output of a schedule that is planned for that. */
        BOUND,
        /** In the slab, for the life of a session: parameters, default values, values that never change. */
        KEPT,
        /** In the slab, while it is alive. */
        PLANNED,
        /** Among the constants that kernels read. */
        CONSTANTS,
        /** Where an instruction puts it during a run: a part of another buffer. */
        POINTER
    }
}
