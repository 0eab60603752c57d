package dev.wengert.bench.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** A direct buffer and the tensor over it. */
record Cell(FloatBuffer numbers, OnnxTensor tensor) implements AutoCloseable {
    Cell(OrtEnvironment environment, long... dims) throws OrtException {
        this(environment, buffer(dims), dims);
    }

    private Cell(OrtEnvironment environment, FloatBuffer numbers, long[] dims) throws OrtException {
        this(numbers, OnnxTensor.createTensor(environment, numbers, dims));
    }

    private static FloatBuffer buffer(long[] dims) {
        long size = 1;
        for (long dim : dims) {
            size *= dim;
        }
        return ByteBuffer.allocateDirect(Math.toIntExact(Float.BYTES * size))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void close() {
        tensor.close();
    }
}
