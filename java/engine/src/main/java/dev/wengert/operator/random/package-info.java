/** Random numbers: counter-based, so that they depend on seed, stream and step alone. */
@NullMarked
package dev.wengert.operator.random;

import org.jspecify.annotations.NullMarked;
