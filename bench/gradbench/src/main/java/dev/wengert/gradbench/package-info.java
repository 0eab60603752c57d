/**
 * Wengert as a tool of GradBench: {@link dev.wengert.gradbench.Tool} answers its messages, and there is a class for each of its
 * modules, written with the engine's public operators and transformations as a user's program would be.
 */
@NullMarked
package dev.wengert.gradbench;

import org.jspecify.annotations.NullMarked;
