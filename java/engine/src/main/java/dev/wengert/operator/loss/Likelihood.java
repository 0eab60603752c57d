package dev.wengert.operator.loss;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** How unlikely each element of a target is, given an input that says how it is distributed. */
sealed interface Likelihood extends Loss {
    /**
     * {@code −w (t log x + (1 − t) log(1 − x))} of probabilities x, a target t in [0, 1] and a weight w that broadcasts to
     * them, which may be left out. Operands: x, t, w. Domain: 0 ≤ x ≤ 1, elsewhere NaN, where PyTorch refuses. Convention: no
     * logarithm is below −100, as in PyTorch.
     *
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record BinaryCrossEntropy(String reduction) implements Likelihood {
        BinaryCrossEntropy() {
            this("mean");
        }

        @Override
        public int optional() {
            return 1;
        }

        @Override
        public void check(List<TensorType> y) {
            checkPair(y);
            y.subList(2, y.size()).forEach(weight -> checkWeight(y.get(0), weight));
        }

        @Override
        public Register losses(List<Register> y) {
            Register losses = y.get(0).call("log_loss", y.get(1));
            return y.size() == 2 ? losses : losses.mul(y.get(2));
        }
    }

    /**
     * {@code w ((1 − t) x − (1 + (p − 1) t) log sigmoid(x))} of logits x and a target t in [0, 1]: the binary cross-entropy of
     * sigmoid(x), without overflow. The weight w and the weight p of positives broadcast to them and may be left out; of the
     * two, w comes first. Operands: x, t, w, p.
     *
     * @param posWeight whether the last operand is p
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record BinaryCrossEntropyWithLogits(boolean posWeight, String reduction) implements Likelihood {
        BinaryCrossEntropyWithLogits() {
            this(false, "mean");
        }

        @Override
        public int arity() {
            return posWeight ? 3 : 2;
        }

        @Override
        public int optional() {
            return 1;
        }

        @Override
        public void check(List<TensorType> y) {
            checkPair(y);
            y.subList(2, y.size()).forEach(weight -> checkWeight(y.get(0), weight));
        }

        @Override
        public Register losses(List<Register> y) {
            Register x = y.get(0);
            Register t = y.get(1);
            Register losses;
            if (posWeight) {
                Register p = y.getLast();
                Register share = t.mul(p.sub(1)).add(1);
                losses = t.neg().add(1).mul(x).sub(share.mul(x.call("log_sigmoid")));
            } else {
                losses = x.call("logistic_loss", t);
            }
            return y.size() == arity() ? losses : losses.mul(y.get(2));
        }
    }

    /**
     * {@code t (log t − x)} of log-probabilities x and probabilities t, 0 where t is 0; with {@code logTarget}, {@code exp(t)
     * (t − x)}: the Kullback-Leibler divergence, not yet summed. Operands: x, t. Domain: t ≥ 0, or any t with
     * {@code logTarget}; elsewhere NaN.
     *
     * @param reduction {@code none}, {@code mean}, {@code sum}, or {@code batchmean}, the sum divided by the length of the
     *     first axis, which is the divergence as it is defined
     * @param logTarget whether t are log-probabilities
     */
    record KlDiv(String reduction, boolean logTarget) implements Likelihood {
        KlDiv() {
            this("mean", false);
        }

        @Override
        public Register losses(List<Register> y) {
            Register x = y.get(0);
            Register t = y.get(1);
            return logTarget ? t.exp().mul(t.sub(x)) : t.call("xlogy", t).sub(t.mul(x));
        }

        @Override
        public Register write(List<Register> y) {
            if (!reduction.equals("batchmean")) {
                return reduced(losses(y));
            }
            Require.rankAtLeast(1, "an input for batchmean", y.get(0).type());
            return losses(y).sum().div((double) y.get(0).type().shape().dim(0));
        }

        @Override
        public IllegalArgumentException unknown(String reductions) {
            return Likelihood.super.unknown("none, batchmean, mean or sum");
        }
    }

    /**
     * {@code exp(x) − t x} of the logarithm x of a rate, or {@code x − t log(x + eps)} of a rate x, and a count t: the
     * negative log-likelihood of Poisson's distribution. With {@code full} Stirling's {@code t log t − t + log(2πt)/2} is
     * added where t is above 1. Operands: x, t. Domain: any x, or x > −eps where {@code logInput} is false. Convention: the
     * term of t is 0 up to 1, where it jumps.
     *
     * @param logInput whether x is the logarithm
     * @param full whether to add the term that only t is in
     * @param eps keeps the logarithm from a rate of 0
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record PoissonNllLoss(boolean logInput, boolean full, double eps, String reduction) implements Likelihood {
        PoissonNllLoss() {
            this(true, false, 1e-8, "mean");
        }

        @Override
        public Register losses(List<Register> y) {
            Register x = y.get(0);
            Register t = y.get(1);
            Register losses =
                    logInput ? x.exp().sub(t.mul(x)) : x.sub(t.mul(x.add(eps).log()));
            return full ? losses.add(stirling(t)) : losses;
        }

        private static Register stirling(Register t) {
            Register many = t.greater(1);
            Register count = many.where(t, 1);
            Register log = count.log();
            Register factorial =
                    count.mul(log).sub(count).add(log.add(Math.log(2 * Math.PI)).mul(0.5));
            return many.where(factorial, 0);
        }
    }

    /**
     * {@code (log v + (x − t)²/v) / 2} of means x, a target t and variances {@code v = max(var, eps)}: the negative
     * log-likelihood of normal distributions, with {@code full} plus {@code log(2π)/2}. The variances are of the input's
     * shape, or have a last axis of length 1 or none, as the same variance along it. Operands: x, t, var. Convention: where
     * var is below eps it gets no cotangent; in PyTorch it gets the one at eps.
     *
     * @param full whether to add the constant
     * @param eps the least variance; above 0
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record GaussianNllLoss(boolean full, double eps, String reduction) implements Likelihood {
        public GaussianNllLoss {
            Require.that(eps > 0, "expected eps above 0, found " + eps);
        }

        GaussianNllLoss() {
            this(false, 1e-6, "mean");
        }

        @Override
        public int arity() {
            return 3;
        }

        @Override
        public void check(List<TensorType> y) {
            checkPair(y);
            Require.sameDType(y.get(0), y.get(2));
            Shape x = y.get(0).shape();
            Shape var = y.get(2).shape();
            Require.that(
                    var.equals(x)
                            || (x.rank() > 0 && (var.equals(once(x)) || var.equals(once(x).slice(0, x.rank() - 1)))),
                    "expected variances of shape " + x + ", or without its last axis or with 1 there, found "
                            + y.get(2));
        }

        private static Shape once(Shape x) {
            return x.slice(0, x.rank() - 1).insert(x.rank() - 1, 1);
        }

        @Override
        public Register losses(List<Register> y) {
            Register x = y.get(0);
            Register var = y.get(2);
            Shape shape = x.type().shape();
            Register column = var.type().shape().rank() < shape.rank() ? var.reshape(once(shape)) : var;
            Register v = column.clip(eps, Double.POSITIVE_INFINITY);
            Register losses = v.log().add(x.sub(y.get(1)).square().div(v)).mul(0.5);
            return full ? losses.add(0.5 * Math.log(2 * Math.PI)) : losses;
        }
    }

    /** Refuses an input and a target that are not of one real type. */
    private static void checkPair(List<TensorType> y) {
        Require.real("an input", y.get(0));
        Require.same("a target", y.get(0), y.get(1));
    }

    /** Refuses a weight that does not broadcast to the input. */
    private static void checkWeight(TensorType input, TensorType weight) {
        Require.sameDType(input, weight);
        Require.that(
                weight.shape().rank() <= input.shape().rank()
                        && input.shape().broadcast(weight.shape()).equals(input.shape()),
                "expected a weight, an operand that broadcasts to " + input + ", found " + weight);
    }
}
