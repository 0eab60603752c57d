package dev.wengert.operator.normalization;

import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import java.util.List;

/**
 * {@code y = (x − mean) / √(var + eps) · w + b} with mean and variance over the last axes, those of {@code normalizedShape}:
 * {@code (…, n), (n), (n) → (…, n)}. The variance is that of the whole line, Σ (x − mean)² / n, taken in two passes (Ba, Kiros
 * and Hinton, 2016). Operands: x, w, b.
 *
 * @param normalizedShape the last axes of x, and the shape of w and b
 * @param eps added to the variance, 1e-5 unless given
 */
record LayerNorm(Shape normalizedShape, double eps) implements LastAxesNorm {
    LayerNorm() {
        this(Shape.scalar(), 1e-5);
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
