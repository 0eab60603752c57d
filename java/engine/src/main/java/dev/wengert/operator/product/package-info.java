/** Products of matrices and tensors, and sums of products. */
@NullMarked
package dev.wengert.operator.product;

import org.jspecify.annotations.NullMarked;
