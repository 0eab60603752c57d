package dev.wengert.operator.normalization;

import dev.wengert.operator.Require;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;

/** A normalisation whose lines are the last axes of x, which weight and bias have as their shape. */
sealed interface LastAxesNorm extends LineNorm permits LayerNorm, RmsNorm {
    /** The last axes of x. */
    Shape normalizedShape();

    @Override
    default Shape checkInput(TensorType x) {
        Shape shape = x.shape();
        int lead = shape.rank() - normalizedShape().rank();
        Require.that(
                normalizedShape().rank() > 0,
                "expected a normalizedShape with at least one dimension, found " + normalizedShape());
        Require.that(
                lead >= 0 && shape.slice(lead, shape.rank()).equals(normalizedShape()),
                "expected x whose last dimensions are " + normalizedShape() + ", found " + x);
        return normalizedShape();
    }

    @Override
    default long line(Shape x) {
        return normalizedShape().size();
    }

    @Override
    default long[] sizes(Shape x) {
        return new long[] {x.slice(0, x.rank() - normalizedShape().rank()).size(), line(x)};
    }

    @Override
    default Shape beside(Shape x) {
        return normalizedShape();
    }

    @Override
    default long partials(Shape x, long tiles) {
        return tiles;
    }
}
