/**
 * Control flow within a list: branches, loops, and functions that the adjoint computes again. Each of these operators has the
 * lists that it runs as attributes, and what those read from around them as operands. {@link dev.wengert.control.ControlFlow}
 * writes them from Java functions.
 */
@NullMarked
package dev.wengert.control;

import org.jspecify.annotations.NullMarked;
