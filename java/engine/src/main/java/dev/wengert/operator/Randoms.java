package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Random numbers. All are functions of a seed, a stream that tells apart the draws of one seed, and the number of the step, a
 * register of i64 without dimensions: the same three give the same bits on any number of threads, and a session that counts
 * its steps draws anew in each.
 */
public final class Randoms implements Vocabulary {
    private Randoms() {}

    /** Numbers evenly from [low, high). */
    public static Register uniform(Register step, double low, double high, long seed, long stream, TensorType type) {
        Map<String, Object> attributes = draw(seed, stream, type);
        attributes.put("low", low);
        attributes.put("high", high);
        return step.call("random_uniform", attributes);
    }

    /**
     * Numbers evenly between bounds that are computed, f32 or f64 and broadcast to {@code shape}: {@code low + (high − low) u},
     * through which gradients reach both.
     */
    public static Register uniform(Register step, Register low, Register high, long seed, long stream, Shape shape) {
        Register u = uniform(step, 0, 1, seed, stream, low.type().withShape(shape));
        return u.mul(high.sub(low)).add(low);
    }

    /** Normally distributed numbers. */
    public static Register normal(
            Register step, double mean, double deviation, long seed, long stream, TensorType type) {
        Map<String, Object> attributes = draw(seed, stream, type);
        attributes.put("mean", mean);
        attributes.put("deviation", deviation);
        return step.call("random_normal", attributes);
    }

    /**
     * Normally distributed numbers whose mean and standard deviation are computed, f32 or f64 and broadcast to {@code shape}:
     * {@code mean + deviation ε}, through which gradients reach both.
     */
    public static Register normal(
            Register step, Register mean, Register deviation, long seed, long stream, Shape shape) {
        Register epsilon = normal(step, 0, 1, seed, stream, mean.type().withShape(shape));
        return epsilon.mul(deviation).add(mean);
    }

    /** Normally distributed numbers given that they are in [low, high], where either bound may be infinite. */
    public static Register truncatedNormal(
            Register step,
            double mean,
            double deviation,
            double low,
            double high,
            long seed,
            long stream,
            TensorType type) {
        Map<String, Object> attributes = draw(seed, stream, type);
        attributes.put("mean", mean);
        attributes.put("deviation", deviation);
        attributes.put("low", low);
        attributes.put("high", high);
        return step.call("random_truncated_normal", attributes);
    }

    /** 1 with probability p, otherwise 0. */
    public static Register bernoulli(Register step, double p, long seed, long stream, TensorType type) {
        Map<String, Object> attributes = draw(seed, stream, type);
        attributes.put("p", p);
        return step.call("random_bernoulli", attributes);
    }

    /** For each probability in {@code p}, f32 or f64, 1 with that probability, otherwise 0; of its type. */
    public static Register bernoulli(Register step, Register p, long seed, long stream) {
        return uniform(step, 0, 1, seed, stream, p.type()).less(p).cast(p.type().dtype());
    }

    /** A class for each row of logits, {@code (…, n) → (…)}, i64: class j with probability {@code softmax(logits)[j]}. */
    public static Register categorical(Register step, Register logits, long seed, long stream) {
        return step.call("random_categorical", Map.of("seed", seed, "stream", stream), logits);
    }

    /** The numbers 0 … n − 1 in random order, i64. */
    public static Register permutation(Register step, long n, long seed, long stream) {
        return step.call("random_permutation", Map.of("n", n, "seed", seed, "stream", stream));
    }

    private static Map<String, Object> draw(long seed, long stream, TensorType type) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("seed", seed);
        attributes.put("stream", stream);
        attributes.put("dtype", type.dtype());
        attributes.put("shape", type.shape());
        return attributes;
    }
}
