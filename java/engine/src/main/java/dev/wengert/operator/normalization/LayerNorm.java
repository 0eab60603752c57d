package dev.wengert.operator.normalization;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * {@code y = (x − mean) / √(var + eps) · w + b} with mean and variance over the last axes, those of {@code normalizedShape}:
 * {@code (…, n), (n), (n) → (…, n)}. The variance is that of the whole line, Σ (x − mean)² / n, taken in two passes (Ba, Kiros
 * and Hinton, 2016). Operands: x, w, b.
 *
 * @param normalizedShape the last axes of x, and the shape of w and b
 * @param eps added to the variance, 1e-5 unless given
 */
record LayerNorm(Shape normalizedShape, double eps) implements LineNorm {
    LayerNorm() {
        this(Shape.scalar(), 1e-5);
    }

    /** Refuses operands that do not end as they must. */
    static Shape checkEnd(Shape normalizedShape, TensorType x) {
        Shape shape = x.shape();
        int lead = shape.rank() - normalizedShape.rank();
        Require.that(
                normalizedShape.rank() > 0,
                "expected a normalizedShape with at least one dimension, found " + normalizedShape);
        Require.that(
                lead >= 0 && shape.slice(lead, shape.rank()).equals(normalizedShape),
                "expected x whose last dimensions are " + normalizedShape + ", found " + x);
        return normalizedShape;
    }

    @Override
    public Shape checkInput(TensorType x) {
        return checkEnd(normalizedShape, x);
    }

    @Override
    public double eps(DType dtype) {
        return eps;
    }

    @Override
    public boolean centred() {
        return true;
    }

    @Override
    public long line(Shape x) {
        return normalizedShape.size();
    }

    @Override
    public long[] sizes(Shape x) {
        return new long[] {x.slice(0, x.rank() - normalizedShape.rank()).size(), line(x)};
    }

    @Override
    public Shape beside(Shape x) {
        return normalizedShape;
    }

    @Override
    public long partials(Shape x, long tiles) {
        return tiles;
    }

    @Override
    public LineNormVjp adjoint() {
        return new LayerNormVjp(normalizedShape, eps);
    }

    @Override
    public Register together(Register x, List<Register> affine) {
        return x.apply(this, affine.get(0), affine.get(1));
    }

    /**
     * The VJP of {@link LayerNorm}, of x, w and dy: the cotangents of x, w and b. Operands: x, w, dy. Results: dx, dw, db.
     *
     * @param normalizedShape the last axes of x, and the shape of w
     * @param eps added to the variance, 1e-5 unless given
     */
    record LayerNormVjp(Shape normalizedShape, double eps) implements LineNormVjp {
        LayerNormVjp() {
            this(Shape.scalar(), 1e-5);
        }

        @Override
        public LineNorm forward() {
            return new LayerNorm(normalizedShape, eps);
        }
    }
}
