package dev.wengert.operator.normalization;

import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import java.util.List;

/**
 * {@code y = x / √(mean x² + eps) · w} with the mean over the last axes, those of {@code normalizedShape}: {@code (…, n), (n)
 * → (…, n)} (Zhang and Sennrich, 2019). Operands: x, w.
 *
 * @param normalizedShape the last axes of x, and the shape of w
 * @param eps added to the mean; NaN, as it is unless given, stands for the distance from 1 to the next number of the type
 */
record RmsNorm(Shape normalizedShape, double eps) implements LastAxesNorm {
    RmsNorm() {
        this(Shape.scalar(), Double.NaN);
    }

    @Override
    public double eps(DType dtype) {
        return !Double.isNaN(eps) ? eps : dtype == DType.F32 ? Math.ulp(1f) : Math.ulp(1.0);
    }

    @Override
    public boolean centred() {
        return false;
    }

    @Override
    public LineNormVjp adjoint() {
        return new RmsNormVjp(normalizedShape, eps);
    }

    @Override
    public Register together(Register x, List<Register> affine) {
        return x.apply(this, affine.get(0));
    }

    /**
     * The VJP of {@link RmsNorm}, of x, w and dy: the cotangents of x and w. Operands: x, w, dy. Results: dx, dw.
     *
     * @param normalizedShape the last axes of x, and the shape of w
     * @param eps added to the mean; NaN, as it is unless given, stands for the distance from 1 to the next number of the type
     */
    record RmsNormVjp(Shape normalizedShape, double eps) implements LineNormVjp {
        RmsNormVjp() {
            this(Shape.scalar(), Double.NaN);
        }

        @Override
        public LineNorm forward() {
            return new RmsNorm(normalizedShape, eps);
        }
    }
}
