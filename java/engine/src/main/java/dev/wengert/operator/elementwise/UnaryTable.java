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

    /** A function that Java has not and no short formula gives. */
    private static final String NONE = "";

    // expressions of Java that are too long for a row
    private static final String ASINH =
            "Math.copySign(Math.log1p(Math.abs(x) * (1 + 1 / (1 / Math.abs(x) + Math.hypot(1, 1 / Math.abs(x))))), x)";
    private static final String ACOSH =
            "Math.log1p(x - 1 + Math.sqrt(x - 1) * Math.sqrt(x + 1))";
    private static final String SINC =
            "x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)";
    private static final String LOG_SIGMOID =
            "Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)))";
    private static final String GELU_TANH =
            "x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * x * (1 + 0.044715 * x * x)))";
    private static final String MISH =
            "x * Math.tanh(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))))";

    static final List<Unary> ROWS = List.of(
            //  name           reads     dx                                                       in Java                                    what it computes
            row("neg",         NOTHING,  (x, y, dy) -> dy.neg(),                                  "-x",                                      "`−x`."),
            row("abs",         OPERANDS, (x, y, dy) -> dy.mul(x.sign()),                          "Math.abs(x)",                             "`|x|`. Convention: the derivative at 0 is 0."),
            row("sign",        NOTHING,  (x, y, dy) -> null,                                      "x > 0 ? 1 : x < 0 ? -1 : 0",              "−1, 0 or 1; 0 where x is NaN. Convention: the derivative is 0, at 0 too."),
            row("reciprocal",  RESULTS,  (x, y, dy) -> dy.mul(y.square()).neg(),                  "1 / x",                                   "`1/x`. Domain: x ≠ 0; ±∞ at ±0."),
            row("square",      OPERANDS, (x, y, dy) -> dy.mul(x.mul(2)),                          "x * x",                                   "`x²`."),
            row("sqrt",        RESULTS,  (x, y, dy) -> dy.div(y.mul(2)),                          "Math.sqrt(x)",                            "`√x`. Domain: x ≥ 0, elsewhere NaN. Convention: the derivative at 0 is ∞."),
            row("rsqrt",       RESULTS,  (x, y, dy) -> dy.mul(y.square().mul(y)).mul(-0.5),       "1 / Math.sqrt(x)",                        "`1/√x`. Domain: x > 0; ∞ at 0, NaN below."),
            row("cbrt",        RESULTS,  (x, y, dy) -> dy.div(y.square().mul(3)),                 "Math.cbrt(x)",                            "`∛x`, of negative numbers too. Convention: the derivative at 0 is ∞."),
            // exponentials and logarithms
            row("exp",         RESULTS,  (x, y, dy) -> dy.mul(y),                                 "Math.exp(x)",                             "`eˣ`."),
            row("exp2",        RESULTS,  (x, y, dy) -> dy.mul(y.mul(LN_2)),                       "Math.pow(2, x)",                          "`2ˣ`."),
            row("expm1",       RESULTS,  (x, y, dy) -> dy.mul(y.add(1)),                          "Math.expm1(x)",                           "`eˣ − 1`, to full precision near 0."),
            row("log",         OPERANDS, (x, y, dy) -> dy.div(x),                                 "Math.log(x)",                             "`log x`, to the base e. Domain: x > 0; −∞ at 0, NaN below."),
            row("log2",        OPERANDS, (x, y, dy) -> dy.div(x.mul(LN_2)),                       "Math.log(x) / Math.log(2)",               "`log₂ x`. Domain: x > 0; −∞ at 0, NaN below."),
            row("log10",       OPERANDS, (x, y, dy) -> dy.div(x.mul(LN_10)),                      "Math.log10(x)",                           "`log₁₀ x`. Domain: x > 0; −∞ at 0, NaN below."),
            row("log1p",       OPERANDS, (x, y, dy) -> dy.div(x.add(1)),                          "Math.log1p(x)",                           "`log(1 + x)`, to full precision near 0. Domain: x > −1; −∞ at −1, NaN below."),
            // trigonometric and hyperbolic functions
            row("sin",         OPERANDS, (x, y, dy) -> dy.mul(x.cos()),                           "Math.sin(x)",                             "`sin x`; NaN at ±∞."),
            row("cos",         OPERANDS, (x, y, dy) -> dy.mul(x.sin()).neg(),                     "Math.cos(x)",                             "`cos x`; NaN at ±∞."),
            row("tan",         RESULTS,  (x, y, dy) -> dy.mul(y.square().add(1)),                 "Math.tan(x)",                             "`tan x`; NaN at ±∞."),
            row("asin",        OPERANDS, (x, y, dy) -> dy.mul(within(x).rsqrt()),                 "Math.asin(x)",                            "`arcsin x`. Domain: −1 ≤ x ≤ 1, elsewhere NaN. Convention: the derivative at ±1 is ∞."),
            row("acos",        OPERANDS, (x, y, dy) -> dy.mul(within(x).rsqrt()).neg(),           "Math.acos(x)",                            "`arccos x`. Domain: −1 ≤ x ≤ 1, elsewhere NaN. Convention: the derivative at ±1 is −∞."),
            row("atan",        OPERANDS, (x, y, dy) -> dy.div(x.square().add(1)),                 "Math.atan(x)",                            "`arctan x`."),
            row("sinh",        OPERANDS, (x, y, dy) -> dy.mul(x.cosh()),                          "Math.sinh(x)",                            "`sinh x`."),
            row("cosh",        OPERANDS, (x, y, dy) -> dy.mul(x.sinh()),                          "Math.cosh(x)",                            "`cosh x`."),
            row("tanh",        RESULTS,  (x, y, dy) -> y.call("tanh_vjp", dy),                    "Math.tanh(x)",                            "`tanh x`."),
            row("asinh",       OPERANDS, (x, y, dy) -> dy.mul(x.square().add(1).rsqrt()),         ASINH,                                     "`arsinh x`."),
            row("acosh",       OPERANDS, (x, y, dy) -> dy.mul(within(x).neg().rsqrt()),           ACOSH,                                     "`arcosh x`. Domain: x ≥ 1, elsewhere NaN. Convention: the derivative at 1 is ∞."),
            row("atanh",       OPERANDS, (x, y, dy) -> dy.div(within(x)),                         "0.5 * Math.log1p(2 * x / (1 - x))",       "`artanh x`. Domain: −1 < x < 1; ±∞ at ±1, elsewhere NaN."),
            row("sinc",        OPERANDS, (x, y, dy) -> dy.mul(x.apply(new SincDerivative(1))),    SINC,                                      "`sin(πx) / (πx)`, NumPy's `sinc`. Convention: 1 at 0, where the derivative is 0: the limits."),
            // rounding
            row("floor",       NOTHING,  (x, y, dy) -> null,                                      "Math.floor(x)",                           "The greatest whole number not above x. Convention: the derivative is 0, at the jumps too."),
            row("ceil",        NOTHING,  (x, y, dy) -> null,                                      "Math.ceil(x)",                            "The least whole number not below x. Convention: the derivative is 0, at the jumps too."),
            row("round",       NOTHING,  (x, y, dy) -> null,                                      "Math.rint(x)",                            "The whole number nearest to x, the even one of two. Convention: the derivative is 0, at the jumps too."),
            row("trunc",       NOTHING,  (x, y, dy) -> null,                                      "x < 0 ? Math.ceil(x) : Math.floor(x)",    "x without its fraction. Convention: the derivative is 0, at the jumps too."),
            // special functions
            row("erf",         OPERANDS, (x, y, dy) -> dy.mul(gauss(x).mul(2 / SQRT_PI)),         NONE,                                      "`2/√π ∫₀ˣ exp(−t²) dt`."),
            row("erfc",        OPERANDS, (x, y, dy) -> dy.mul(gauss(x).mul(-2 / SQRT_PI)),        NONE,                                      "`1 − erf x`, to full precision where that is near 0."),
            row("erfinv",      RESULTS,  (x, y, dy) -> dy.mul(y.square().exp().mul(SQRT_PI / 2)), NONE,                                      "The inverse of erf. Domain: −1 < x < 1; ±∞ at ±1, elsewhere NaN."),
            row("lgamma",      OPERANDS, (x, y, dy) -> dy.mul(x.call("digamma")),                 NONE,                                      "`log |Γ(x)|`. Domain: all but 0, −1, −2, …, where it is ∞."),
            row("digamma",     OPERANDS, (x, y, dy) -> dy.mul(x.apply(new Polygamma(1))),         NONE,                                      "The derivative of lgamma. Domain: all but −1, −2, …, where it is NaN, and ±0, where it is ∓∞."),
            // activations
            row("sigmoid",     RESULTS,  (x, y, dy) -> y.call("sigmoid_vjp", dy),                 "1 / (1 + Math.exp(-x))",                  "`1 / (1 + e⁻ˣ)`."),
            row("logit",       OPERANDS, (x, y, dy) -> dy.div(x.mul(x.neg().add(1))),             "Math.log(x / (1 - x))",                   "`log(x / (1 − x))`. Domain: 0 < x < 1; −∞ at 0, ∞ at 1, elsewhere NaN."),
            row("log_sigmoid", OPERANDS, (x, y, dy) -> dy.mul(x.neg().sigmoid()),                 LOG_SIGMOID,                               "`−log(1 + e⁻ˣ)`, without overflow."),
            row("relu",        RESULTS,  (x, y, dy) -> y.call("relu_vjp", dy),                    "x <= 0 ? 0 : x",                          "`max(x, 0)`; NaN stays NaN. Convention: the derivative at 0 is 0, at NaN 1."),
            row("gelu",        OPERANDS, (x, y, dy) -> dy.mul(Slopes.gelu(x)),                    NONE,                                      "`x Φ(x)`, where Φ is the distribution function of the normal distribution."),
            row("gelu_tanh",   OPERANDS, (x, y, dy) -> dy.mul(Slopes.geluTanh(x)),                GELU_TANH,                                 "`x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))`, PyTorch's `gelu(approximate=\"tanh\")`."),
            row("silu",        OPERANDS, (x, y, dy) -> dy.mul(Slopes.silu(x)),                    "x / (1 + Math.exp(-x))",                  "`x sigmoid(x)`."),
            row("mish",        OPERANDS, (x, y, dy) -> dy.mul(Slopes.mish(x)),                    MISH,                                      "`x tanh(log(1 + eˣ))`."),
            row("softsign",    OPERANDS, (x, y, dy) -> dy.div(x.abs().add(1).square()),           "x / (1 + Math.abs(x))",                   "`x / (1 + |x|)`."),
            row("hardsigmoid", OPERANDS, (x, y, dy) -> x.abs().less(3).where(dy.div(6), 0),       "Math.min(Math.max(x + 3, 0), 6) / 6",     "`min(max(x + 3, 0), 6) / 6`. Convention: the derivative at ±3 is 0."),
            row("hardswish",   OPERANDS, (x, y, dy) -> dy.mul(Slopes.hardswish(x)),               "x * Math.min(Math.max(x + 3, 0), 6) / 6", "`x hardsigmoid(x)`. Convention: the derivative at −3 is −1/2 and at 3 it is 3/2."));

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
