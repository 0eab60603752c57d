package dev.wengert.list;

import dev.wengert.tensor.Tensor;

/** What computes the assignments of a builder while they are written: eager mode. */
public interface Evaluation {
    /**
     * Computes the results of an assignment; the values of its operands are there.
     *
     * @throws RuntimeException if it cannot; the assignment is then not written
     */
    void evaluate(Assignment z);

    /**
     * The value of a register.
     *
     * @throws IllegalStateException if it has none, or none any more
     */
    Tensor value(Register register);
}
