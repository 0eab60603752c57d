package dev.wengert.operator.random;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * Normally distributed numbers given that they are in [low, high], each by inversion of its own uniform number: nothing is
 * rejected, and bounds far out in a tail are as good as any.
 *
 * @param mean the mean before truncation
 * @param deviation the standard deviation before truncation, above 0
 * @param low the least; may be −∞
 * @param high the greatest, above low; may be ∞
 * @param seed the key
 * @param stream tells apart the draws of one seed
 * @param dtype the type of the elements, f32 or f64
 * @param shape the dimensions
 */
record RandomTruncatedNormal(
        double mean, double deviation, double low, double high, long seed, long stream, DType dtype, Shape shape)
        implements Draw {
    @Override
    public TensorType type(List<TensorType> y) {
        Require.that(low < high, "expected low below high, found " + low + " and " + high);
        Require.that(
                Double.isFinite(mean) && deviation > 0 && Double.isFinite(deviation),
                "expected a finite mean and a positive deviation, found " + mean + " and " + deviation);
        return Draw.super.type(y);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower("truncated_normal", 64, new double[] {mean, deviation, low, high}, out);
    }
}
