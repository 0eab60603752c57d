/** Attention: queries that take weighted means of values, without the matrix of weights in memory. */
@NullMarked
package dev.wengert.operator.attention;

import org.jspecify.annotations.NullMarked;
