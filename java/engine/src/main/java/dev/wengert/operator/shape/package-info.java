/** Operators that make, repeat or move elements. */
@NullMarked
package dev.wengert.operator.shape;

import org.jspecify.annotations.NullMarked;
