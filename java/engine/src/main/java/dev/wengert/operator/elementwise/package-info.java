/** Operators that act on each element alone, with NumPy's broadcasting: rows of tables, aligned with native/src/kernels/elementwise.def. */
@NullMarked
package dev.wengert.operator.elementwise;

import org.jspecify.annotations.NullMarked;
