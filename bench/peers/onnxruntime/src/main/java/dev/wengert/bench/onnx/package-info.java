/** The workloads in ONNX Runtime, which does inference only. */
@NullMarked
package dev.wengert.bench.onnx;

import org.jspecify.annotations.NullMarked;
