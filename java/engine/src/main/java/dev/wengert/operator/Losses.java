package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Losses, as in PyTorch's {@code torch.nn.functional}: how far an input is from a target. Each gives the mean over all
 * elements or samples; the form with {@code reduction} gives {@code "none"}, {@code "mean"} or {@code "sum"} of them. What
 * has more attributes is written {@code input.call("huber_loss", Map.of("delta", 0.5), target)}.
 */
public final class Losses implements Vocabulary {
    private Losses() {}

    /** The mean of {@code (input − target)²}. */
    public static Register mseLoss(Register input, Register target) {
        return mseLoss(input, target, "mean");
    }

    /** {@code (input − target)²}. */
    public static Register mseLoss(Register input, Register target, String reduction) {
        return input.call("mse_loss", Map.of("reduction", reduction), target);
    }

    /** The mean of {@code |input − target|}. */
    public static Register l1Loss(Register input, Register target) {
        return l1Loss(input, target, "mean");
    }

    /** {@code |input − target|}. */
    public static Register l1Loss(Register input, Register target, String reduction) {
        return input.call("l1_loss", Map.of("reduction", reduction), target);
    }

    /** The mean of {@code d²/2} where {@code d = |input − target|} is below 1, otherwise {@code d − 1/2}. */
    public static Register smoothL1Loss(Register input, Register target) {
        return smoothL1Loss(input, target, "mean", 1);
    }

    /** {@code d² / (2 beta)} where {@code d = |input − target|} is below beta, otherwise {@code d − beta/2}. */
    public static Register smoothL1Loss(Register input, Register target, String reduction, double beta) {
        return input.call("smooth_l1_loss", Map.of("reduction", reduction, "beta", beta), target);
    }

    /** The mean of {@code d²/2} where {@code d = |input − target|} is below 1, otherwise {@code d − 1/2}. */
    public static Register huberLoss(Register input, Register target) {
        return huberLoss(input, target, "mean", 1);
    }

    /** {@code d²/2} where {@code d = |input − target|} is below delta, otherwise {@code delta (d − delta/2)}. */
    public static Register huberLoss(Register input, Register target, String reduction, double delta) {
        return input.call("huber_loss", Map.of("reduction", reduction, "delta", delta), target);
    }

    /**
     * The mean cross-entropy of the softmax of logits {@code (N, C, d…)} or {@code (C)} and a target: class indices {@code (N,
     * d…)}, of which −100 does not count, or probabilities of the logits' shape.
     */
    public static Register crossEntropy(Register logits, Register target) {
        return logits.call("cross_entropy", target);
    }

    /** The mean cross-entropy where the classes have weights {@code (C)}. */
    public static Register crossEntropy(Register logits, Register target, Register weight) {
        return logits.call("cross_entropy", target, weight);
    }

    /** The cross-entropy where samples with the index {@code ignoreIndex} do not count. */
    public static Register crossEntropy(
            Register logits, Register target, String reduction, long ignoreIndex, double labelSmoothing) {
        return logits.call("cross_entropy", labels(reduction, ignoreIndex, labelSmoothing), target);
    }

    /** The cross-entropy where classes have weights and samples with the index {@code ignoreIndex} do not count. */
    public static Register crossEntropy(
            Register logits,
            Register target,
            Register weight,
            String reduction,
            long ignoreIndex,
            double labelSmoothing) {
        return logits.call("cross_entropy", labels(reduction, ignoreIndex, labelSmoothing), target, weight);
    }

    private static Map<String, Object> labels(String reduction, long ignoreIndex, double labelSmoothing) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("ignoreIndex", ignoreIndex);
        attributes.put("reduction", reduction);
        attributes.put("labelSmoothing", labelSmoothing);
        return attributes;
    }

    /** The mean of minus the log-probability, of {@code (N, C, d…)} or {@code (C)}, at the class indices. */
    public static Register nllLoss(Register logProbabilities, Register target) {
        return logProbabilities.call("nll_loss", target);
    }

    /** The mean of minus the log-probability at the class indices, where the classes have weights {@code (C)}. */
    public static Register nllLoss(Register logProbabilities, Register target, Register weight) {
        return logProbabilities.call("nll_loss", target, weight);
    }

    /** The mean cross-entropy of probabilities and a target in [0, 1]; of logits, the other is faster and more precise. */
    public static Register binaryCrossEntropy(Register probabilities, Register target) {
        return binaryCrossEntropy(probabilities, target, "mean");
    }

    /** The cross-entropy of probabilities and a target in [0, 1]. */
    public static Register binaryCrossEntropy(Register probabilities, Register target, String reduction) {
        return probabilities.call("binary_cross_entropy", Map.of("reduction", reduction), target);
    }

    /** The mean cross-entropy of the sigmoid of logits and a target in [0, 1], without overflow. */
    public static Register binaryCrossEntropyWithLogits(Register logits, Register target) {
        return binaryCrossEntropyWithLogits(logits, target, "mean");
    }

    /** The cross-entropy of the sigmoid of logits and a target in [0, 1], without overflow. */
    public static Register binaryCrossEntropyWithLogits(Register logits, Register target, String reduction) {
        return logits.call("binary_cross_entropy_with_logits", Map.of("reduction", reduction), target);
    }

    /** The cross-entropy of the sigmoid of logits and a target in [0, 1], the part of the target multiplied by a weight. */
    public static Register binaryCrossEntropyWithLogits(
            Register logits, Register target, Register posWeight, String reduction) {
        Map<String, Object> attributes = Map.of("posWeight", true, "reduction", reduction);
        return logits.call("binary_cross_entropy_with_logits", attributes, target, posWeight);
    }

    /**
     * The divergence of Kullback and Leibler from log-probabilities to probabilities; {@code "batchmean"} is as it is defined.
     */
    public static Register klDiv(Register logProbabilities, Register target, String reduction) {
        return logProbabilities.call("kl_div", Map.of("reduction", reduction), target);
    }

    /** The mean of {@code max(0, 1 − t x)}; the target is 1 or −1. */
    public static Register hingeLoss(Register input, Register target) {
        return input.call("hinge_loss", target);
    }

    /** The mean of x where the target is 1, of {@code max(0, 1 − x)} where it is −1. */
    public static Register hingeEmbeddingLoss(Register input, Register target) {
        return input.call("hinge_embedding_loss", target);
    }

    /** The mean of {@code max(0, −t (x1 − x2))}; t is 1 where x1 should be above x2, −1 where below. */
    public static Register marginRankingLoss(Register x1, Register x2, Register target) {
        return x1.call("margin_ranking_loss", x2, target);
    }

    /** The mean, over samples and classes, of {@code max(0, 1 − x[l] + x[i])} for the classes other than the index l. */
    public static Register multiMarginLoss(Register input, Register target) {
        return input.call("multi_margin_loss", target);
    }

    /** The cosine of the angles between vectors along an axis. */
    public static Register cosineSimilarity(Register x1, Register x2, int axis) {
        return x1.call("cosine_similarity", Map.of("axis", axis), x2);
    }

    /** The mean of one minus the cosine of like vectors (target 1), and of that above 0 of unlike ones (target −1). */
    public static Register cosineEmbeddingLoss(Register x1, Register x2, Register target) {
        return x1.call("cosine_embedding_loss", x2, target);
    }

    /** The mean of {@code exp(x) − t x}, x the logarithm of the rate of Poisson's distribution, t a count. */
    public static Register poissonNllLoss(Register input, Register target) {
        return input.call("poisson_nll_loss", target);
    }

    /** The mean of {@code (log var + (input − target)² / var) / 2}. */
    public static Register gaussianNllLoss(Register input, Register target, Register var) {
        return input.call("gaussian_nll_loss", target, var);
    }

    /** The distance of vectors along the last axis. */
    public static Register pairwiseDistance(Register x1, Register x2) {
        return x1.call("pairwise_distance", x2);
    }

    /** The mean of {@code max(0, 1 + d(anchor, positive) − d(anchor, negative))}. */
    public static Register tripletMarginLoss(Register anchor, Register positive, Register negative) {
        return anchor.call("triplet_margin_loss", positive, negative);
    }
}
