package dev.wengert.operator;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators of neural networks as functions: linear maps, embeddings, normalisation, dropout, attention. */
public final class Neural implements Vocabulary {
    private static final double EPS = 1e-5;

    private Neural() {}

    /** {@code x·wᵀ}: {@code (…, k), (n, k) → (…, n)}. */
    public static Register linear(Register x, Register w) {
        return x.call("linear", w);
    }

    /** {@code x·wᵀ + b}: {@code (…, k), (n, k), (n) → (…, n)}. */
    public static Register linear(Register x, Register w, Register b) {
        return x.call("linear", w, b);
    }

    /** The rows of a weight at indices: {@code (i…), (rows, d) → (i…, d)}. */
    public static Register embedding(Register index, Register weight) {
        return index.call("embedding", weight);
    }

    /** The rows of a weight at indices, one of which, from the end if negative, has no cotangent. */
    public static Register embedding(Register index, Register weight, long paddingIdx) {
        return index.call("embedding", Map.of("paddingIdx", paddingIdx), weight);
    }

    /** Mean 0 and variance 1 over the last axes, those of {@code weight}; then scaled and shifted. */
    public static Register layerNorm(Register x, Register weight, Register bias) {
        return layerNorm(x, weight.type().shape(), weight, bias, EPS);
    }

    /** Mean 0 and variance 1 over the last axes, then scaled and shifted where there is a weight and a bias. */
    public static Register layerNorm(
            Register x, Shape normalizedShape, @Nullable Register weight, @Nullable Register bias, double eps) {
        TensorType affine = x.type().withShape(normalizedShape);
        Map<String, Object> attributes = Map.of("normalizedShape", normalizedShape, "eps", eps);
        return x.call("layer_norm", attributes, or(weight, 1, x, affine), or(bias, 0, x, affine));
    }

    /** Mean square 1 over the last axes, those of {@code weight}; then scaled. */
    public static Register rmsNorm(Register x, Register weight) {
        return x.call("rms_norm", Map.of("normalizedShape", weight.type().shape()), weight);
    }

    /** Mean square 1 over the last axes, then scaled where there is a weight. */
    public static Register rmsNorm(Register x, Shape normalizedShape, @Nullable Register weight, double eps) {
        Map<String, Object> attributes = Map.of("normalizedShape", normalizedShape, "eps", eps);
        return x.call("rms_norm", attributes, or(weight, 1, x, x.type().withShape(normalizedShape)));
    }

    /** Mean 0 and variance 1 over each group of channels of each example, then scaled and shifted channel by channel. */
    public static Register groupNorm(
            Register x, long numGroups, @Nullable Register weight, @Nullable Register bias, double eps) {
        TensorType affine = channels(x);
        Map<String, Object> attributes = Map.of("numGroups", numGroups, "eps", eps);
        return x.call("group_norm", attributes, or(weight, 1, x, affine), or(bias, 0, x, affine));
    }

    /**
     * What batch normalisation in training gives.
     *
     * @param y the normalised x
     * @param runningMean the new running mean, to {@linkplain ListBuilder#update update} the old one with
     * @param runningVar the new running variance, to update the old one with
     */
    public record BatchNormResults(Register y, Register runningMean, Register runningVar) {}

    /** Mean 0 and variance 1 for each channel over all examples, then scaled and shifted; and the new running values. */
    public static BatchNormResults batchNormTraining(
            Register x,
            Register runningMean,
            Register runningVar,
            @Nullable Register weight,
            @Nullable Register bias,
            double momentum,
            double eps) {
        TensorType affine = channels(x);
        List<Register> results = x.builder()
                .call(
                        "batch_norm",
                        Map.of("training", true, "momentum", momentum, "eps", eps),
                        List.of(x, runningMean, runningVar, or(weight, 1, x, affine), or(bias, 0, x, affine)));
        return new BatchNormResults(results.get(0), results.get(1), results.get(2));
    }

    /** The same with the running mean and variance in place of those of x. */
    public static Register batchNorm(
            Register x,
            Register runningMean,
            Register runningVar,
            @Nullable Register weight,
            @Nullable Register bias,
            double eps) {
        TensorType affine = channels(x);
        return x.call(
                "batch_norm",
                Map.of("eps", eps),
                runningMean,
                runningVar,
                or(weight, 1, x, affine),
                or(bias, 0, x, affine));
    }

    /** {@code x / max(‖x‖, 1e-12)} with the p-norm along an axis. */
    public static Register normalize(Register x, double p, int axis) {
        return x.call("normalize", Map.of("p", p, "axis", axis));
    }

    /**
     * Each element with probability p zero, otherwise divided by {@code 1 − p}; in inference, leave it out.
     *
     * @param step the number of the step, i64 without dimensions: each has other zeros
     * @param stream tells apart the draws of one seed
     */
    public static Register dropout(Register x, Register step, double p, long seed, long stream) {
        return x.call("dropout", Map.of("p", p, "seed", seed, "stream", stream), step);
    }

    /** {@code softmax(q·kᵀ / √d)·v}: {@code (…, T, d), (…, S, d), (…, S, v) → (…, T, v)}. */
    public static Register scaledDotProductAttention(Register q, Register k, Register v) {
        return q.call("scaled_dot_product_attention", k, v);
    }

    /** The same where query i sees the keys up to i alone. */
    public static Register causalAttention(Register q, Register k, Register v) {
        return q.call("scaled_dot_product_attention", Map.of("isCausal", true), k, v);
    }

    /**
     * {@code softmax(scale · q·kᵀ + mask)·v}.
     *
     * @param mask broadcasts to {@code (…, T, S)}; of bool, true where a query sees a key, or to be added
     */
    public static Register scaledDotProductAttention(Register q, Register k, Register v, Register mask, double scale) {
        return q.call("scaled_dot_product_attention", Map.of("scale", scale), k, v, mask);
    }

    private static Register or(@Nullable Register given, double otherwise, Register beside, TensorType type) {
        return given != null ? given : beside.builder().fill(otherwise, type);
    }

    private static TensorType channels(Register x) {
        Shape shape = x.type().shape();
        return x.type().withShape(shape.rank() < 2 ? Shape.scalar() : shape.slice(1, 2));
    }
}
