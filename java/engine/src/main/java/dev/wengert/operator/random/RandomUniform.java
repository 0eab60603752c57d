package dev.wengert.operator.random;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;

/**
 * Numbers evenly from [low, high).
 *
 * @param low the least
 * @param high the bound, not included
 * @param seed the key
 * @param stream tells apart the draws of one seed
 * @param dtype the type of the elements, f32 or f64
 * @param shape the dimensions
 */
record RandomUniform(double low, double high, long seed, long stream, DType dtype, Shape shape) implements Draw {
    @Override
    public void lower(Assignment z, Lowering out) {
        lower("uniform", 4, new double[] {low, high}, out);
    }
}
