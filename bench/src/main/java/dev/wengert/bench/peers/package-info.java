/** Comparisons with other libraries: each computes in a process of its own, and the processes take turns. */
@NullMarked
package dev.wengert.bench.peers;

import org.jspecify.annotations.NullMarked;
