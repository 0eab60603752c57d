/** Greatest elements and means of windows. */
@NullMarked
package dev.wengert.operator.pooling;

import org.jspecify.annotations.NullMarked;
