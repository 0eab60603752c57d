/** Short programs, each with the numbers that it must give. */
@NullMarked
package dev.wengert.examples;

import org.jspecify.annotations.NullMarked;
