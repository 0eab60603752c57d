/** The workloads in TensorFlow for Java: graphs and sessions. */
@NullMarked
package dev.wengert.bench.tensorflow;

import org.jspecify.annotations.NullMarked;
