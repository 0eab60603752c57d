package dev.wengert.list;

/** Which part of a program an assignment belongs to; printed as a heading and otherwise without effect. */
public enum Part {
    /** What the user wrote. */
    PRIMAL,
    /** What forward mode added. */
    TANGENT,
    /** What reverse mode added. */
    ADJOINT,
    /** What an optimiser added. */
    UPDATE
}
