package dev.wengert.operator.elementwise;

import static dev.wengert.list.Keeps.NOTHING;
import static dev.wengert.list.Keeps.OPERANDS;
import static dev.wengert.list.Keeps.RESULTS;
import static dev.wengert.operator.elementwise.Unary.row;

import dev.wengert.list.Register;
import java.util.List;

/** The functions of one element. Kernels of the same names are rows of native/src/kernels/elementwise.def. */
final class UnaryTable {
    private static final double LN_2 = Math.log(2);
    private static final double LN_10 = Math.log(10);
    private static final double SQRT_PI = Math.sqrt(Math.PI);

    static final List<Unary> ROWS = List.of(
            //  name           reads     dx
            row("neg",         NOTHING,  (x, y, dy) -> dy.neg()),
            row("abs",         OPERANDS, (x, y, dy) -> dy.mul(x.sign())),
            row("sign",        NOTHING,  (x, y, dy) -> null),
            row("reciprocal",  RESULTS,  (x, y, dy) -> dy.mul(y.square()).neg()),
            row("square",      OPERANDS, (x, y, dy) -> dy.mul(x.mul(2))),
            row("sqrt",        RESULTS,  (x, y, dy) -> dy.div(y.mul(2))),
            row("rsqrt",       RESULTS,  (x, y, dy) -> dy.mul(y.square().mul(y)).mul(-0.5)),
            row("cbrt",        RESULTS,  (x, y, dy) -> dy.div(y.square().mul(3))),
            // exponentials and logarithms
            row("exp",         RESULTS,  (x, y, dy) -> dy.mul(y)),
            row("exp2",        RESULTS,  (x, y, dy) -> dy.mul(y.mul(LN_2))),
            row("expm1",       RESULTS,  (x, y, dy) -> dy.mul(y.add(1))),
            row("log",         OPERANDS, (x, y, dy) -> dy.div(x)),
            row("log2",        OPERANDS, (x, y, dy) -> dy.div(x.mul(LN_2))),
            row("log10",       OPERANDS, (x, y, dy) -> dy.div(x.mul(LN_10))),
            row("log1p",       OPERANDS, (x, y, dy) -> dy.div(x.add(1))),
            // trigonometric and hyperbolic functions
            row("sin",         OPERANDS, (x, y, dy) -> dy.mul(x.cos())),
            row("cos",         OPERANDS, (x, y, dy) -> dy.mul(x.sin()).neg()),
            row("tan",         RESULTS,  (x, y, dy) -> dy.mul(y.square().add(1))),
            row("asin",        OPERANDS, (x, y, dy) -> dy.mul(within(x).rsqrt())),
            row("acos",        OPERANDS, (x, y, dy) -> dy.mul(within(x).rsqrt()).neg()),
            row("atan",        OPERANDS, (x, y, dy) -> dy.div(x.square().add(1))),
            row("sinh",        OPERANDS, (x, y, dy) -> dy.mul(x.cosh())),
            row("cosh",        OPERANDS, (x, y, dy) -> dy.mul(x.sinh())),
            row("tanh",        RESULTS,  (x, y, dy) -> y.call("tanh_vjp", dy)),
            row("asinh",       OPERANDS, (x, y, dy) -> dy.mul(x.square().add(1).rsqrt())),
            row("acosh",       OPERANDS, (x, y, dy) -> dy.mul(within(x).neg().rsqrt())),
            row("atanh",       OPERANDS, (x, y, dy) -> dy.div(within(x))),
            row("sinc",        OPERANDS, (x, y, dy) -> dy.mul(Slopes.sinc(x))),
            // rounding; in jumps, so nothing passes
            row("floor",       NOTHING,  (x, y, dy) -> null),
            row("ceil",        NOTHING,  (x, y, dy) -> null),
            row("round",       NOTHING,  (x, y, dy) -> null),
            row("trunc",       NOTHING,  (x, y, dy) -> null),
            // special functions
            row("erf",         OPERANDS, (x, y, dy) -> dy.mul(gauss(x).mul(2 / SQRT_PI))),
            row("erfc",        OPERANDS, (x, y, dy) -> dy.mul(gauss(x).mul(-2 / SQRT_PI))),
            row("erfinv",      RESULTS,  (x, y, dy) -> dy.mul(y.square().exp().mul(SQRT_PI / 2))),
            row("lgamma",      OPERANDS, (x, y, dy) -> dy.mul(x.call("digamma"))),
            row("digamma",     OPERANDS, (x, y, dy) -> dy.mul(x.apply(new Polygamma(1)))),
            // activations
            row("sigmoid",     RESULTS,  (x, y, dy) -> y.call("sigmoid_vjp", dy)),
            row("logit",       OPERANDS, (x, y, dy) -> dy.div(x.mul(x.neg().add(1)))),
            row("log_sigmoid", OPERANDS, (x, y, dy) -> dy.mul(x.neg().sigmoid())),
            row("relu",        RESULTS,  (x, y, dy) -> y.call("relu_vjp", dy)),
            row("gelu",        OPERANDS, (x, y, dy) -> dy.mul(Slopes.gelu(x))),
            row("gelu_tanh",   OPERANDS, (x, y, dy) -> dy.mul(Slopes.geluTanh(x))),
            row("silu",        OPERANDS, (x, y, dy) -> dy.mul(Slopes.silu(x))),
            row("mish",        OPERANDS, (x, y, dy) -> dy.mul(Slopes.mish(x))),
            row("softsign",    OPERANDS, (x, y, dy) -> dy.div(x.abs().add(1).square())),
            row("hardsigmoid", OPERANDS, (x, y, dy) -> x.abs().less(3).where(dy.div(6), 0)),
            row("hardswish",   OPERANDS, (x, y, dy) -> dy.mul(Slopes.hardswish(x))));

    private UnaryTable() {}

    /** {@code 1 − x²}, factored so that nothing cancels where x is near ±1. */
    private static Register within(Register x) {
        return x.neg().add(1).mul(x.add(1));
    }

    /** {@code exp(−x²)}. */
    private static Register gauss(Register x) {
        return x.square().neg().exp();
    }
}
