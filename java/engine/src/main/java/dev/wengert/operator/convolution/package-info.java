/** Convolutions, their transposes, and tensors unfolded into windows. */
@NullMarked
package dev.wengert.operator.convolution;

import org.jspecify.annotations.NullMarked;
