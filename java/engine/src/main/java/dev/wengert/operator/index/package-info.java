/** Operators with indices among their operands. */
@NullMarked
package dev.wengert.operator.index;

import org.jspecify.annotations.NullMarked;
