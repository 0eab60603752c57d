package dev.wengert.schedule;

/** How the planner uses memory. */
public enum MemoryUse {
    /** Buffers share memory where their lifetimes allow, and results overwrite operands that die. */
    PLANNED,
    /** Every buffer has memory of its own: for comparison, and for finding a kernel that writes where it must not. */
    SEPARATE
}
