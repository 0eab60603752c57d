/** The workloads in DJL with PyTorch below it. */
@NullMarked
package dev.wengert.bench.djl;

import org.jspecify.annotations.NullMarked;
