package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.tensor.TensorType;
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

    /** {@code x − y ⌊x / y⌋}, broadcast: of the sign of y, as Python's {@code %}. */
    public static Register mod(Register x, Register y) {
        return x.mod(y);
    }

    /** {@code x − y trunc(x / y)}, broadcast: of the sign of x, as Java's {@code %}. */
    public static Register fmod(Register x, Register y) {
        return x.call("fmod", y);
    }

    /** The greater of two, broadcast; NaN where either is. */
    public static Register maximum(Register x, Register y) {
        return x.maximum(y);
    }

    /** The smaller of two, broadcast; NaN where either is. */
    public static Register minimum(Register x, Register y) {
        return x.minimum(y);
    }

    /** The greater of two, broadcast; where one is NaN, the other. */
    public static Register fmax(Register x, Register y) {
        return x.call("fmax", y);
    }

    /** The smaller of two, broadcast; where one is NaN, the other. */
    public static Register fmin(Register x, Register y) {
        return x.call("fmin", y);
    }

    /** {@code min(max(x, low), high)}, broadcast. */
    public static Register clip(Register x, Register low, Register high) {
        return x.clip(low, high);
    }

    /** {@code x} where the condition, a bool, holds, {@code y} elsewhere, broadcast. */
    public static Register where(Register condition, Register x, Register y) {
        return condition.where(x, y);
    }

    /** {@code −x}. */
    public static Register neg(Register x) {
        return x.neg();
    }

    /** The absolute value of each element. */
    public static Register abs(Register x) {
        return x.abs();
    }

    /** −1, 0 or 1 for each element. */
    public static Register sign(Register x) {
        return x.sign();
    }

    /** {@code 1 / x}. */
    public static Register reciprocal(Register x) {
        return x.reciprocal();
    }

    /** {@code x²}. */
    public static Register square(Register x) {
        return x.square();
    }

    /** The square root of each element. */
    public static Register sqrt(Register x) {
        return x.sqrt();
    }

    /** {@code 1 / √x}. */
    public static Register rsqrt(Register x) {
        return x.rsqrt();
    }

    /** The cube root of each element. */
    public static Register cbrt(Register x) {
        return x.cbrt();
    }

    /** The greatest whole number that is not above each element. */
    public static Register floor(Register x) {
        return x.floor();
    }

    /** The least whole number that is not below each element. */
    public static Register ceil(Register x) {
        return x.ceil();
    }

    /** The whole number nearest to each element, the even one of two. */
    public static Register round(Register x) {
        return x.round();
    }

    /** Each element without its fraction. */
    public static Register trunc(Register x) {
        return x.trunc();
    }

    /** The exponential of each element. */
    public static Register exp(Register x) {
        return x.exp();
    }

    /** {@code 2ˣ}. */
    public static Register exp2(Register x) {
        return x.call("exp2");
    }

    /** {@code exp(x) − 1}, without cancellation near 0. */
    public static Register expm1(Register x) {
        return x.expm1();
    }

    /** The natural logarithm of each element. */
    public static Register log(Register x) {
        return x.log();
    }

    /** The logarithm to base 2 of each element. */
    public static Register log2(Register x) {
        return x.log2();
    }

    /** The logarithm to base 10 of each element. */
    public static Register log10(Register x) {
        return x.log10();
    }

    /** {@code log(1 + x)}, without cancellation near 0. */
    public static Register log1p(Register x) {
        return x.log1p();
    }

    /** {@code log(exp(x) + exp(y))}, broadcast, without overflow. */
    public static Register logaddexp(Register x, Register y) {
        return x.logaddexp(y);
    }

    /** {@code √(x² + y²)}, broadcast, without overflow. */
    public static Register hypot(Register x, Register y) {
        return x.call("hypot", y);
    }

    /** The sine of each element, in radians. */
    public static Register sin(Register x) {
        return x.sin();
    }

    /** The cosine of each element, in radians. */
    public static Register cos(Register x) {
        return x.cos();
    }

    /** The tangent of each element, in radians. */
    public static Register tan(Register x) {
        return x.tan();
    }

    /** The inverse of the sine, in [−π/2, π/2]. */
    public static Register asin(Register x) {
        return x.asin();
    }

    /** The inverse of the cosine, in [0, π]. */
    public static Register acos(Register x) {
        return x.acos();
    }

    /** The inverse of the tangent, in [−π/2, π/2]. */
    public static Register atan(Register x) {
        return x.atan();
    }

    /** The angle of the point {@code (x, y)}, in [−π, π], broadcast. */
    public static Register atan2(Register y, Register x) {
        return y.atan2(x);
    }

    /** The hyperbolic sine of each element. */
    public static Register sinh(Register x) {
        return x.sinh();
    }

    /** The hyperbolic cosine of each element. */
    public static Register cosh(Register x) {
        return x.cosh();
    }

    /** The hyperbolic tangent of each element. */
    public static Register tanh(Register x) {
        return x.tanh();
    }

    /** The inverse of the hyperbolic sine. */
    public static Register asinh(Register x) {
        return x.call("asinh");
    }

    /** The inverse of the hyperbolic cosine. */
    public static Register acosh(Register x) {
        return x.call("acosh");
    }

    /** The inverse of the hyperbolic tangent. */
    public static Register atanh(Register x) {
        return x.call("atanh");
    }

    /** {@code sin(πx) / πx}; 1 at 0. */
    public static Register sinc(Register x) {
        return x.call("sinc");
    }

    /** The error function {@code 2/√π ∫₀ˣ exp(−t²) dt}. */
    public static Register erf(Register x) {
        return x.erf();
    }

    /** {@code 1 − erf(x)}, without cancellation. */
    public static Register erfc(Register x) {
        return x.call("erfc");
    }

    /** The inverse of the error function. */
    public static Register erfinv(Register x) {
        return x.call("erfinv");
    }

    /** The logarithm of |Γ(x)|. */
    public static Register lgamma(Register x) {
        return x.call("lgamma");
    }

    /** The derivative of the logarithm of Γ. */
    public static Register digamma(Register x) {
        return x.call("digamma");
    }

    /** {@code 1 / (1 + exp(−x))}. */
    public static Register sigmoid(Register x) {
        return x.sigmoid();
    }

    /** {@code log(x / (1 − x))}, the inverse of the sigmoid. */
    public static Register logit(Register x) {
        return x.call("logit");
    }

    /** The logarithm of the sigmoid. */
    public static Register logSigmoid(Register x) {
        return x.call("log_sigmoid");
    }

    /** {@code max(x, 0)}. */
    public static Register relu(Register x) {
        return x.relu();
    }

    /** {@code x} where x > 0, otherwise {@code slope·x}. */
    public static Register leakyRelu(Register x, double slope) {
        return x.call("leaky_relu", Map.of("slope", slope));
    }

    /** {@code x} where x > 0, otherwise {@code alpha (exp(x) − 1)}. */
    public static Register elu(Register x, double alpha) {
        return x.call("elu", Map.of("alpha", alpha));
    }

    /** {@code x} where x > 0, otherwise {@code alpha (exp(x / alpha) − 1)}. */
    public static Register celu(Register x, double alpha) {
        return x.call("celu", Map.of("alpha", alpha));
    }

    /** The scaled exponential linear unit, which keeps mean and variance. */
    public static Register selu(Register x) {
        return x.call("selu");
    }

    /** {@code x · Φ(x)} with the distribution function of the normal distribution. */
    public static Register gelu(Register x) {
        return x.gelu();
    }

    /** An approximation of {@link #gelu} by the hyperbolic tangent. */
    public static Register geluTanh(Register x) {
        return x.call("gelu_tanh");
    }

    /** {@code x · sigmoid(x)}. */
    public static Register silu(Register x) {
        return x.silu();
    }

    /** {@code x · tanh(log(1 + exp(x)))}. */
    public static Register mish(Register x) {
        return x.call("mish");
    }

    /** {@code log(1 + exp(x))}. */
    public static Register softplus(Register x) {
        return softplus(x, 1, 20);
    }

    /** {@code log(1 + exp(beta·x)) / beta}, and x where {@code beta·x > threshold}. */
    public static Register softplus(Register x, double beta, double threshold) {
        return x.call("softplus", Map.of("beta", beta, "threshold", threshold));
    }

    /** {@code x / (1 + |x|)}. */
    public static Register softsign(Register x) {
        return x.call("softsign");
    }

    /** {@code min(max(x, low), high)} with the derivative 0 at the bounds. */
    public static Register hardtanh(Register x, double low, double high) {
        return x.call("hardtanh", Map.of("low", low, "high", high));
    }

    /** {@code min(max(x + 3, 0), 6) / 6}. */
    public static Register hardsigmoid(Register x) {
        return x.call("hardsigmoid");
    }

    /** {@code x · hardsigmoid(x)}. */
    public static Register hardswish(Register x) {
        return x.call("hardswish");
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
}
