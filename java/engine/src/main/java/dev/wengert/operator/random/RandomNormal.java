package dev.wengert.operator.random;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;

/**
 * Normally distributed numbers, by the method of Box and Muller.
 *
 * @param mean the mean
 * @param deviation the standard deviation
 * @param seed the key
 * @param stream tells apart the draws of one seed
 * @param dtype the type of the elements, f32 or f64
 * @param shape the dimensions
 */
record RandomNormal(double mean, double deviation, long seed, long stream, DType dtype, Shape shape) implements Draw {
    @Override
    public void lower(Assignment z, Lowering out) {
        lower("normal", 4, new double[] {mean, deviation}, out);
    }
}
