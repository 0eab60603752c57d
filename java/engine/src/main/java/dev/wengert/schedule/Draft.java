package dev.wengert.schedule;

import java.util.function.ToLongFunction;

/**
 * A schedule that is being made.
 *
 * @param memory its buffers
 * @param code its instructions
 * @param blas the address of a CBLAS routine by name, or 0 to use the handwritten kernels
 */
record Draft(Memory memory, Code code, ToLongFunction<String> blas) {}
