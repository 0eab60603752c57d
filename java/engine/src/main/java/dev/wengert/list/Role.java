package dev.wengert.list;

/** Where the value of a register comes from. */
public enum Role {
    /** The caller binds a value before each run. */
    INPUT,
    /** A session keeps the value from run to run; updates of the list change it. */
    PARAMETER,
    /** An assignment computes it. */
    RESULT
}
