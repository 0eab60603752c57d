/** Operators that sum up axes. */
@NullMarked
package dev.wengert.operator.reduction;

import org.jspecify.annotations.NullMarked;
