package dev.wengert.bench.workload;

import java.util.SplittableRandom;

/**
 * A weight of a network, with the layout that PyTorch gives it: {@code (out, in)} for dense layers, {@code (out, in, height,
 * width)} for convolutions, {@code (gates · hidden, in)} for recurrent ones.
 */
public final class Parameter {
    private final String name;
    private final double mean;
    private final double deviation;
    private final long[] dims;

    private Parameter(String name, double mean, double deviation, long[] dims) {
        this.name = name;
        this.mean = mean;
        this.deviation = deviation;
        this.dims = dims;
    }

    /** One whose first values are distributed normally around 0. */
    static Parameter of(String name, double deviation, long... dims) {
        return new Parameter(name, 0, deviation, dims);
    }

    /** One whose first values are distributed normally around 1. */
    static Parameter around1(String name, double deviation, long... dims) {
        return new Parameter(name, 1, deviation, dims);
    }

    /** Its name, such as {@code dense1.w}. */
    public String name() {
        return name;
    }

    /** Its shape. */
    public long[] dims() {
        return dims.clone();
    }

    /** How many numbers it has. */
    public int size() {
        int size = 1;
        for (long dim : dims) {
            size = Math.multiplyExact(size, Math.toIntExact(dim));
        }
        return size;
    }

    /** Its first values, row by row, the same in every process. */
    public float[] values() {
        var random = new SplittableRandom(Seed.VALUE + name.hashCode());
        float[] values = new float[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * random.nextGaussian());
        }
        return values;
    }

    /** The same for a library that stores a matrix {@code (in, out)}. */
    public float[] transposed() {
        int rows = (int) dims[0];
        int cols = (int) dims[1];
        float[] values = values();
        float[] transposed = new float[values.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                transposed[j * rows + i] = values[i * cols + j];
            }
        }
        return transposed;
    }
}
