/** Normalisation: rows, groups and channels brought to mean 0 and variance 1, then scaled and shifted. */
@NullMarked
package dev.wengert.operator.normalization;

import org.jspecify.annotations.NullMarked;
