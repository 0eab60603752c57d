/** The update rules of optimisers. */
@NullMarked
package dev.wengert.operator.update;

import org.jspecify.annotations.NullMarked;
