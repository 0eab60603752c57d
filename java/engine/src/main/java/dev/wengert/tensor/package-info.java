/**
 * Shapes, element types and tensors: dense row-major values in native memory.
 *
 * <p>Nothing here knows of lists or kernels. Arguments are never null unless said otherwise.
 */
@NullMarked
package dev.wengert.tensor;

import org.jspecify.annotations.NullMarked;
