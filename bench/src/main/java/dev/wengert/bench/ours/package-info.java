/** The workloads in this engine, in a process of their own as every other library's. */
@NullMarked
package dev.wengert.bench.ours;

import org.jspecify.annotations.NullMarked;
