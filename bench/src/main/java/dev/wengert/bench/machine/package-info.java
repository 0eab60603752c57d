/** The limits of the machine, and kernels beside them, timed by native drivers without a JVM. */
@NullMarked
package dev.wengert.bench.machine;

import org.jspecify.annotations.NullMarked;
