package dev.wengert.bench.tensorflow;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Tensors of arrays, and arrays of tensors. */
final class Tensors {
    private Tensors() {}

    static TFloat32 of(float[] values, long... dims) {
        return TFloat32.tensorOf(Shape.of(dims), DataBuffers.of(values, true, false));
    }

    static void copy(TFloat32 tensor, float[] values) {
        tensor.copyTo(DataBuffers.of(values, false, false));
    }
}
