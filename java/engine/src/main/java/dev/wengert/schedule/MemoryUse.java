package dev.wengert.schedule;

/** How the planner uses memory. */
public enum MemoryUse {
    /** Buffers share memory where their lifetimes allow, and results overwrite operands that die. */
    PLANNED,
    /** Every buffer has memory of its own: for comparison, and for finding a kernel that writes where it must not. */
    SEPARATE,
    /**
     * Outputs lie where the caller says, as inputs do, and each run computes everything: for a list of one assignment that is
     * called with values from anywhere.
     */
    CALLER
}
