package dev.wengert.operator.loss;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;

/** Losses that are 0 once something is right by a margin. */
sealed interface Margin extends Loss {
    /** {@code max(x, 0)}; at 0 the cotangent passes, as it does in PyTorch's {@code clamp_min}. */
    private static Register positive(Register x) {
        return x.clip(0, Double.POSITIVE_INFINITY);
    }

    /**
     * {@code max(0, margin − t x)} of scores x and targets t of 1 and −1 (Rosasco et al., Are Loss Functions All the Same?,
     * 2004), which PyTorch does not have. Operands: x, t. Convention: where the margin is just kept the cotangent passes.
     *
     * @param margin how far on the right side x should be
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record HingeLoss(double margin, String reduction) implements Margin {
        HingeLoss() {
            this(1, "mean");
        }

        @Override
        public Register losses(List<Register> y) {
            return positive(y.get(0).mul(y.get(1)).neg().add(margin));
        }
    }

    /**
     * x where t is 1, {@code max(0, margin − x)} where it is −1, of distances x and targets t, real or whole numbers;
     * elsewhere the sum of both. The target gets no cotangent. Operands: x, t. Convention: where the margin is just kept the
     * cotangent passes, as in PyTorch.
     *
     * @param margin how far apart the unlike should be
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record HingeEmbeddingLoss(double margin, String reduction) implements Margin {
        HingeEmbeddingLoss() {
            this(1, "mean");
        }

        @Override
        public void check(List<TensorType> y) {
            Require.real("an input", y.get(0));
            checkSigns(y.get(1), y.get(0).shape());
        }

        @Override
        public Register losses(List<Register> y) {
            Register x = y.get(0);
            Register t = y.get(1);
            Register unlike = positive(x.neg().add(margin));
            return t.equal(1).where(0, unlike).add(t.equal(-1).where(0, x));
        }
    }

    /**
     * {@code max(0, margin − t (x1 − x2))}: t is 1 where x1 should be above x2, −1 where below; they broadcast. Operands: x1,
     * x2, t. Convention: where the margin is just kept the cotangent passes, as in PyTorch.
     *
     * @param margin by how much
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record MarginRankingLoss(double margin, String reduction) implements Margin {
        MarginRankingLoss() {
            this(0, "mean");
        }

        @Override
        public int arity() {
            return 3;
        }

        @Override
        public void check(List<TensorType> y) {
            checkReal(y);
        }

        @Override
        public Register losses(List<Register> y) {
            return positive(y.get(0).sub(y.get(1)).mul(y.get(2)).neg().add(margin));
        }
    }

    /**
     * {@code 1 − cos(x1, x2)} where t is 1, {@code max(0, cos(x1, x2) − margin)} where it is −1, else 0, of vectors {@code (N,
     * D)} or {@code (D)} and signs {@code (N)} or {@code ()}, real or whole numbers, which get no cotangent. As in PyTorch,
     * 10⁻¹² is added to the squared length of each vector. Operands: x1, x2, t. Convention: where the margin is just kept the
     * cotangent passes.
     *
     * @param margin the cosine that the unlike may have
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record CosineEmbeddingLoss(double margin, String reduction) implements Margin {
        private static final double EPSILON = 1e-12;

        CosineEmbeddingLoss() {
            this(0, "mean");
        }

        @Override
        public int arity() {
            return 3;
        }

        @Override
        public void check(List<TensorType> y) {
            Shape shape = y.get(0).shape();
            Require.real("x1", y.get(0));
            Require.that(
                    shape.rank() == 1 || shape.rank() == 2, "expected x1 with 1 or 2 dimensions, found " + y.get(0));
            Require.same("x2", y.get(0), y.get(1));
            checkSigns(y.get(2), shape.slice(0, shape.rank() - 1));
        }

        @Override
        public Register losses(List<Register> y) {
            Register t = y.get(2);
            Register lengths = squared(y.get(0)).mul(squared(y.get(1))).sqrt();
            Register cosine = y.get(0).mul(y.get(1)).sum(-1).div(lengths);
            Register unlike = t.equal(-1).where(positive(cosine.sub(margin)), 0);
            return t.equal(1).where(cosine.neg().add(1), 0).add(unlike);
        }

        private static Register squared(Register x) {
            return x.square().sum(-1).add(EPSILON);
        }
    }

    /**
     * {@code max(0, margin + d(a, p) − d(a, n))} with the distance d of {@code pairwise_distance}: the anchor a should be
     * nearer to p than to n. They are vectors along the last axis and broadcast. Operands: a, p, n. Convention: where the
     * margin is just kept the cotangent passes, as in PyTorch.
     *
     * @param margin by how much
     * @param p the order of the distance
     * @param eps added to the differences
     * @param swap whether to use d(p, n) where that is less than d(a, n)
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record TripletMarginLoss(double margin, double p, double eps, boolean swap, String reduction) implements Margin {
        TripletMarginLoss() {
            this(1, 2, 1e-6, false, "mean");
        }

        @Override
        public int arity() {
            return 3;
        }

        @Override
        public void check(List<TensorType> y) {
            checkReal(y);
        }

        @Override
        public Register losses(List<Register> y) {
            Register near = distance(y.get(0), y.get(1));
            Register far = distance(y.get(0), y.get(2));
            far = swap ? far.minimum(distance(y.get(1), y.get(2))) : far;
            return positive(near.sub(far).add(margin));
        }

        private Register distance(Register x, Register y) {
            return x.call("pairwise_distance", Map.of("p", p, "eps", eps), y);
        }
    }

    /** Refuses a target that is not of numbers, one for each loss. */
    private static void checkSigns(TensorType target, Shape losses) {
        Require.that(
                target.shape().equals(losses)
                        && (target.dtype().isReal() || target.dtype().isInteger()),
                "expected a target of 1 and −1 of shape " + losses + ", found " + target);
    }

    /** Refuses operands that are not of one real element type. */
    private static void checkReal(List<TensorType> y) {
        Require.real("an input", y.get(0));
        y.forEach(other -> Require.sameDType(y.get(0), other));
    }
}
