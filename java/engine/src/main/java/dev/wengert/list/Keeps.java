package dev.wengert.list;

/** What an operator's VJP and JVP read, and so what stays alive until the adjoint has run. */
public enum Keeps {
    /** Neither operands nor results: the operator is linear, or has no derivative. */
    NOTHING,
    /** Operands only. */
    OPERANDS,
    /** Results only. */
    RESULTS,
    /** Operands and results. */
    BOTH;

    /** Whether operands may be read. */
    public boolean operands() {
        return this == OPERANDS || this == BOTH;
    }

    /** Whether results may be read. */
    public boolean results() {
        return this == RESULTS || this == BOTH;
    }
}
