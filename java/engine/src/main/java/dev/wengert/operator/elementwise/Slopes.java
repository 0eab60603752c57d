package dev.wengert.operator.elementwise;

import dev.wengert.list.Register;

/** Derivatives that are too long for a row of the table. */
final class Slopes {
    private Slopes() {}

    /** {@code Φ + xφ} with the distribution function and density of the normal distribution. */
    static Register gelu(Register x) {
        Register distribution = x.mul(-Math.sqrt(0.5)).call("erfc").mul(0.5);
        Register density = x.square().mul(-0.5).exp().mul(1 / Math.sqrt(2 * Math.PI));
        return distribution.add(x.mul(density));
    }

    /** {@code σ + xσ(1 − σ)u'} with σ at u = c(x + 0.044715x³), c = 2√(2/π). */
    static Register geluTanh(Register x) {
        double c = 2 * Math.sqrt(2 / Math.PI);
        Register square = x.square();
        Register s = x.mul(square.mul(0.044715).add(1)).mul(c).sigmoid();
        Register du = square.mul(3 * 0.044715).add(1).mul(c);
        return s.add(s.call("sigmoid_vjp", x.mul(du)));
    }

    /** {@code σ + xσ(1 − σ)}. */
    static Register silu(Register x) {
        Register s = x.sigmoid();
        return s.add(s.call("sigmoid_vjp", x));
    }

    /** {@code t + xσ(1 − t²)} with t = tanh log(1 + eˣ). */
    static Register mish(Register x) {
        Register t = x.apply(new Softplus(1, 20)).tanh();
        return t.add(t.call("tanh_vjp", x.mul(x.sigmoid())));
    }

    /** 0 below −3, 1 above 3, {@code x/3 + 1/2} between. */
    static Register hardswish(Register x) {
        Register between = x.div(3).add(0.5);
        return x.less(-3).where(0, x.greater(3).where(1, between));
    }
}
