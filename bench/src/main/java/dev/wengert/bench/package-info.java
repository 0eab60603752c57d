/** Benchmarks. How they measure is stated in bench/PROTOCOL.md. */
@NullMarked
package dev.wengert.bench;

import org.jspecify.annotations.NullMarked;
