package dev.wengert.operator.loss;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;

/**
 * Losses of scores of classes: {@code (N, C, d…)} with the classes along axis 1, or {@code (C)} for one sample alone. The
 * target is the index of a class for each sample, {@code (N, d…)} of i32 or i64; an index that is no class fails the run.
 * Weights of the classes, {@code (C)}, may be the last operand.
 */
sealed interface Classification extends Loss {
    @Override
    default int optional() {
        return 1;
    }

    @Override
    default void check(List<TensorType> y) {
        TensorType input = y.get(0);
        Require.real("an input", input);
        Require.rankAtLeast(1, "an input", input);
        Shape samples = input.shape().reduce(Axes.of(classAxis(input.shape())), false);
        long classes = input.shape().dim(classAxis(input.shape()));
        checkTarget(y.get(1), input, samples);
        Require.that(classes > 0 || samples.size() == 0, "expected at least one class, found " + input);
        if (y.size() > 2) {
            Require.same("weights, an operand", input.withShape(Shape.of(classes)), y.get(2));
        }
    }

    /** Refuses a target of another type than class indices. */
    default void checkTarget(TensorType target, TensorType input, Shape samples) {
        Require.index("class indices", target);
        Require.that(
                target.shape().equals(samples), "expected class indices of shape " + samples + ", found " + target);
    }

    /** Where the classes are. */
    private static int classAxis(Shape input) {
        return input.rank() == 1 ? 0 : 1;
    }

    /** With the classes along the last axis. */
    private static Register rows(Register x) {
        return x.type().shape().rank() <= 2 ? x : x.moveaxis(1, -1);
    }

    /** Where the index counts. */
    private static Register counts(Register target, long ignoreIndex) {
        return target.cast(DType.I64).notEqual((double) ignoreIndex);
    }

    /** The weight of each sample: that of its class, 1 without weights, 0 where it does not count. */
    private static Register masses(List<Register> y, Register counts) {
        DType dtype = y.get(0).type().dtype();
        if (y.size() == 2) {
            return counts.cast(dtype);
        }
        Register index = counts.where(y.get(1).cast(DType.I64), 0);
        return counts.where(y.get(2).gather(index), 0);
    }

    /** The sum or the mean of losses that have weights in them. */
    private Register weighted(Register losses, Register masses) {
        return reduction().equals("mean") ? losses.sum().div(masses.sum()) : reduced(losses);
    }

    /**
     * {@code −Σ t log softmax(x)} over the classes of logits x. The target is class indices, then {@code t = w ((1 − s)
     * onehot(l) + s/C)} with the smoothing s and weights w and 0 where the index l is {@code ignoreIndex}, and the mean is
     * that by the weights of the indices; or it is probabilities of the input's type, then t is {@code w ((1 − s) t + s/C)}
     * and the mean that by the number of samples. Forward and backward are one kernel each where the target is indices and the
     * classes are the last axis. The target gets a cotangent where it is probabilities, and weights get one, which in PyTorch
     * they get only beside probabilities. Operands: x, t, w.
     *
     * @param ignoreIndex the index of samples that do not count; below 0 with probabilities
     * @param reduction {@code none}, {@code mean} or {@code sum}
     * @param labelSmoothing s, from 0 to 1
     */
    record CrossEntropy(long ignoreIndex, String reduction, double labelSmoothing) implements Classification {
        public CrossEntropy {
            Require.that(
                    labelSmoothing >= 0 && labelSmoothing <= 1,
                    "expected labelSmoothing from 0 to 1, found " + labelSmoothing);
        }

        CrossEntropy() {
            this(-100, "mean", 0);
        }

        @Override
        public void checkTarget(TensorType target, TensorType input, Shape samples) {
            if (target.dtype().isReal()) {
                Require.same("class indices of i32 or i64, or probabilities", input, target);
                Require.that(
                        ignoreIndex < 0,
                        "expected class indices for ignoreIndex " + ignoreIndex + ", found probabilities " + target);
            } else {
                Classification.super.checkTarget(target, input, samples);
            }
        }

        @Override
        public Register losses(List<Register> y) {
            Register x = rows(y.get(0));
            if (y.get(1).type().dtype().isInteger()) {
                Map<String, Object> attributes = Map.of("ignoreIndex", ignoreIndex, "labelSmoothing", labelSmoothing);
                return x.call(
                        "softmax_cross_entropy",
                        attributes,
                        y.subList(1, y.size()).toArray(Register[]::new));
            }
            Register t = rows(y.get(1));
            if (labelSmoothing > 0) {
                long classes = t.type().shape().dim(-1);
                t = t.mul(1 - labelSmoothing).add(labelSmoothing / classes);
            }
            return x.softmaxCrossEntropy(y.size() == 2 ? t : t.mul(y.get(2)));
        }

        @Override
        public Register write(List<Register> y) {
            return y.get(1).type().dtype().isInteger()
                    ? Classification.super.weighted(losses(y), masses(y, counts(y.get(1), ignoreIndex)))
                    : reduced(losses(y));
        }
    }

    /**
     * {@code −w[l] x[l]} of log-probabilities x and class indices l with weights w; 0 where the index is {@code ignoreIndex}.
     * The mean is that by the weights. Weights get a cotangent, which in PyTorch they do not. Operands: x, l, w.
     *
     * @param ignoreIndex the index of samples that do not count
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record NllLoss(long ignoreIndex, String reduction) implements Classification {
        NllLoss() {
            this(-100, "mean");
        }

        @Override
        public Register losses(List<Register> y) {
            Register counts = counts(y.get(1), ignoreIndex);
            Register picked = picked(rows(y.get(0)), counts.where(y.get(1).cast(DType.I64), 0));
            return counts.where(picked.mul(masses(y, counts)).neg(), 0);
        }

        @Override
        public Register write(List<Register> y) {
            return Classification.super.weighted(losses(y), masses(y, counts(y.get(1), ignoreIndex)));
        }
    }

    /**
     * {@code w[l] Σ max(0, margin − x[l] + x[i])ᵖ / C} over the classes i other than the index l, of {@code (N, C)} or {@code
     * (C)}. Operands: x, l, w. Convention: where the margin is just kept the derivative is 0, as in PyTorch.
     *
     * @param p 1 or 2
     * @param margin by how much the score of the right class should be above all others
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record MultiMarginLoss(long p, double margin, String reduction) implements Classification {
        public MultiMarginLoss {
            Require.that(p == 1 || p == 2, "expected p of 1 or 2, found " + p);
        }

        MultiMarginLoss() {
            this(1, 1, "mean");
        }

        @Override
        public void check(List<TensorType> y) {
            Require.that(
                    y.get(0).shape().rank() <= 2, "expected an input with at most 2 dimensions, found " + y.get(0));
            Classification.super.check(y);
        }

        @Override
        public Register losses(List<Register> y) {
            Register x = y.get(0);
            Register target = y.get(1);
            Shape samples = target.type().shape();
            long classes = x.type().shape().dim(-1);
            Register own = picked(x, target).reshape(samples.insert(samples.rank(), 1));
            Register over = x.sub(own).add(margin).relu();
            Register others = target.oneHot(classes, x.type().dtype()).equal(0);
            Register sum =
                    others.where(p == 1 ? over : over.square(), 0).sum(-1).div((double) classes);
            return y.size() == 2 ? sum : sum.mul(y.get(2).gather(target));
        }
    }

    /** The score of each sample's class, the classes along the last axis. */
    private static Register picked(Register x, Register index) {
        return x.call("gather", Map.of("batchDims", index.type().shape().rank()), index);
    }
}
