/** Softmax, its logarithm, and the cross-entropy with it. */
@NullMarked
package dev.wengert.operator.softmax;

import org.jspecify.annotations.NullMarked;
