/** Products of matrices. */
@NullMarked
package dev.wengert.operator.product;

import org.jspecify.annotations.NullMarked;
