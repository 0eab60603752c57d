package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Operators as functions, for those who like {@code add(x, y)} better than {@code x.add(y)}, and the ones that do not begin
 * with a register.
 */
public final class Operators implements Vocabulary {
    private Operators() {}

    /** {@code x + y}, broadcast. */
    public static Register add(Register x, Register y) {
        return x.add(y);
    }

    /** {@code x − y}, broadcast. */
    public static Register sub(Register x, Register y) {
        return x.sub(y);
    }

    /** {@code x · y} element by element, broadcast. */
    public static Register mul(Register x, Register y) {
        return x.mul(y);
    }

    /** {@code x / y} element by element, broadcast. */
    public static Register div(Register x, Register y) {
        return x.div(y);
    }

    /** {@code x} to the power {@code y}, broadcast. */
    public static Register pow(Register x, Register y) {
        return x.pow(y);
    }

    /** {@code x log y}, broadcast; 0 where x is 0. */
    public static Register xlogy(Register x, Register y) {
        return x.call("xlogy", y);
    }

    /** {@code −x}. */
    public static Register neg(Register x) {
        return x.neg();
    }

    /** The exponential of each element. */
    public static Register exp(Register x) {
        return x.exp();
    }

    /** The natural logarithm of each element. */
    public static Register log(Register x) {
        return x.log();
    }

    /** The hyperbolic tangent of each element. */
    public static Register tanh(Register x) {
        return x.tanh();
    }

    /** {@code 1 / (1 + exp(−x))}. */
    public static Register sigmoid(Register x) {
        return x.sigmoid();
    }

    /** {@code max(x, 0)}. */
    public static Register relu(Register x) {
        return x.relu();
    }

    /** {@code x²}. */
    public static Register square(Register x) {
        return x.square();
    }

    /** The square root of each element. */
    public static Register sqrt(Register x) {
        return x.sqrt();
    }

    /** One after the other along an axis, along which alone they may differ in length. */
    public static Register concatenate(int axis, Register... parts) {
        return parts[0].builder()
                .call("concatenate", Map.of("axis", axis), List.of(parts))
                .get(0);
    }

    /** Registers of one type side by side along a new axis. */
    public static Register stack(int axis, Register... parts) {
        return parts[0].builder()
                .call("stack", Map.of("axis", axis), List.of(parts))
                .get(0);
    }

    /** The matrix product: {@code (…,m,k)·(…,k,n) → (…,m,n)}. */
    public static Register matmul(Register x, Register y) {
        return x.matmul(y);
    }

    /** The sum over axes, all if none are named. */
    public static Register sum(Register x, int... axes) {
        return x.sum(axes);
    }

    /** The mean over axes, all if none are named. */
    public static Register mean(Register x, int... axes) {
        return x.mean(axes);
    }

    /** The greatest element over axes, all if none are named. */
    public static Register max(Register x, int... axes) {
        return x.max(axes);
    }

    /** The square root of the sum of all squares. */
    public static Register frobeniusNorm(Register x) {
        return x.frobeniusNorm();
    }

    /** {@code exp(x) / Σ exp(x)} along an axis. */
    public static Register softmax(Register x, int axis) {
        return x.softmax(axis);
    }

    /** The logarithm of the softmax. */
    public static Register logSoftmax(Register x, int axis) {
        return x.logSoftmax(axis);
    }

    /** The cross-entropy of the softmax of logits and a target; see {@link Register#softmaxCrossEntropy}. */
    public static Register softmaxCrossEntropy(Register logits, Register target) {
        return logits.softmaxCrossEntropy(target);
    }

    /**
     * The cross-entropy {@code −Σ t log p} over the last axis, of probabilities p {@code (…, classes)} and a target t: class
     * indices {@code (…)} or probabilities {@code (…, classes)}. Of logits, {@link #softmaxCrossEntropy} is faster and does
     * not overflow.
     */
    public static Register crossEntropy(Register p, Register target) {
        if (!target.type().dtype().isInteger()) {
            return xlogy(target, p).sum(-1).neg();
        }
        Shape shape = p.type().shape();
        long count = shape.slice(0, shape.rank() - 1).size();
        Register rows = p.reshape(count, shape.dim(-1));
        Register index = target.reshape(count);
        Map<String, Object> pick = Map.of("batchDims", 1);
        return rows.call("gather", pick, index)
                .log()
                .neg()
                .reshape(target.type().shape());
    }

    /** A tensor with every element {@code value}, in the list that {@code beside} is of. */
    public static Register fill(Register beside, double value, TensorType type) {
        return beside.builder().fill(value, type);
    }

    /** {@code p − lr (g + weightDecay p)}. */
    public static Register sgd(Register p, Register g, Register lr, double weightDecay) {
        return p.call("sgd", Map.of("weightDecay", weightDecay), g, lr);
    }

    /**
     * The new parameter and velocity {@code v' = momentum v + g + weightDecay p}, {@code p' = p − lr v'}; with Nesterov's
     * look-ahead {@code p' = p − lr (g + weightDecay p + momentum v')}.
     */
    public static List<Register> momentum(
            Register p, Register v, Register g, Register lr, double momentum, boolean nesterov, double weightDecay) {
        return p.builder()
                .call(
                        "momentum",
                        Map.of("momentum", momentum, "nesterov", nesterov, "weightDecay", weightDecay),
                        List.of(p, v, g, lr));
    }

    /** The new parameter, first and second moment of Adam; {@code step} is the number of this step, i64, from 1. */
    public static List<Register> adam(
            Register p,
            Register m,
            Register v,
            Register g,
            Register lr,
            Register step,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay) {
        return p.builder()
                .call(
                        "adam",
                        Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon, "weightDecay", weightDecay),
                        List.of(p, m, v, g, lr, step));
    }

    /** Numbers evenly from [low, high), the same for the same seed, stream and step (i64). */
    public static Register uniform(Register step, double low, double high, long seed, long stream, TensorType type) {
        Map<String, Object> attributes = draw(seed, stream, type);
        attributes.put("low", low);
        attributes.put("high", high);
        return step.call("random_uniform", attributes);
    }

    /** Normally distributed numbers, the same for the same seed, stream and step (i64). */
    public static Register normal(
            Register step, double mean, double deviation, long seed, long stream, TensorType type) {
        Map<String, Object> attributes = draw(seed, stream, type);
        attributes.put("mean", mean);
        attributes.put("deviation", deviation);
        return step.call("random_normal", attributes);
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
