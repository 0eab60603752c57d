/** The workloads in Deeplearning4j: networks of its layers, and SameDiff for the gradient of the chain. */
@NullMarked
package dev.wengert.bench.dl4j;

import org.jspecify.annotations.NullMarked;
