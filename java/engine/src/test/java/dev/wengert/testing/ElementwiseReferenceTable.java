package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.binary;
import static dev.wengert.testing.ReferenceTable.each;
import static dev.wengert.testing.ReferenceTable.unary;

import java.util.function.DoubleBinaryOperator;

/** What the elementwise operators beyond arithmetic compute. */
final class ElementwiseReferenceTable {
    private ElementwiseReferenceTable() {}

    /** A function of an element and the attributes. */
    interface Attributed {
        double of(Call call, double x);
    }

    static void addAll() {
        unary("abs",         Math::abs);
        unary("sign",        x -> Double.isNaN(x) ? 0 : Math.signum(x));
        unary("reciprocal",  x -> 1 / x);
        unary("rsqrt",       x -> 1 / Math.sqrt(x));
        unary("cbrt",        Math::cbrt);
        unary("exp2",        x -> Math.pow(2, x));
        unary("expm1",       Math::expm1);
        unary("log2",        x -> Math.log(x) / Math.log(2));
        unary("log10",       Math::log10);
        unary("log1p",       Math::log1p);
        unary("sin",         Math::sin);
        unary("cos",         Math::cos);
        unary("tan",         Math::tan);
        unary("asin",        Math::asin);
        unary("acos",        Math::acos);
        unary("atan",        Math::atan);
        unary("sinh",        Math::sinh);
        unary("cosh",        Math::cosh);
        unary("asinh",       x -> Double.isInfinite(x) ? x : Math.signum(x) * Math.log(Math.abs(x) + Math.hypot(x, 1)));
        unary("acosh",       x -> x == Double.POSITIVE_INFINITY ? x : Math.log(x + Math.sqrt((x - 1) * (x + 1))));
        unary("atanh",       x -> 0.5 * (Math.log1p(x) - Math.log1p(-x)));
        unary("sinc",        x -> x == 0 ? 1 : Double.isInfinite(x) ? 0 : Math.sin(Math.PI * Math.IEEEremainder(x, 2)) / (Math.PI * x));
        unary("floor",       Math::floor);
        unary("ceil",        Math::ceil);
        unary("round",       Math::rint);
        unary("trunc",       x -> (x < 0 ? -1 : 1) * Math.floor(Math.abs(x)));
        unary("erf",         SpecialFunctions::erf);
        unary("erfc",        x -> 1 - SpecialFunctions.erf(x));
        unary("erfinv",      SpecialFunctions::erfinv);
        unary("lgamma",      SpecialFunctions::lgamma);
        unary("digamma",     x -> SpecialFunctions.polygamma(0, x));
        unary("logit",       x -> Math.log(x / (1 - x)));
        unary("log_sigmoid", x -> -softplus(-x));
        unary("gelu",        x -> tamed(x, x * 0.5 * (1 + SpecialFunctions.erf(x / Math.sqrt(2)))));
        unary("gelu_tanh",   x -> tamed(x, 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))));
        unary("silu",        x -> tamed(x, x / (1 + Math.exp(-x))));
        unary("mish",        x -> tamed(x, x * Math.tanh(softplus(x))));
        unary("softsign",    x -> x / (1 + Math.abs(x)));
        unary("hardsigmoid", x -> hold(x / 6 + 0.5, 0, 1));
        unary("hardswish",   x -> x * hold(x / 6 + 0.5, 0, 1));
        with("leaky_relu",   (call, x) -> x > 0 ? x : x * call.number("slope"));
        with("elu",          (call, x) -> x > 0 ? x : call.number("alpha") * Math.expm1(x));
        with("celu",         (call, x) -> x > 0 ? x : call.number("alpha") * Math.expm1(x / call.number("alpha")));
        with("selu",         (call, x) -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)));
        with("hardtanh",     (call, x) -> hold(x, call.number("low"), call.number("high")));
        with("softplus",     ElementwiseReferenceTable::softplus);
        with("sinc_derivative", (call, x) -> SpecialFunctions.sincDerivative(call.integer("order"), x));
        with("polygamma",    (call, x) -> SpecialFunctions.polygamma(call.integer("order"), x));
        binary("mod",        ElementwiseReferenceTable::mod);
        binary("remainder",  ElementwiseReferenceTable::mod);
        binary("fmod",       (x, y) -> x % y);
        binary("atan2",      Math::atan2);
        binary("hypot",      Math::hypot);
        binary("logaddexp",  (x, y) -> x == y ? x + Math.log(2) : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y))));
        binary("logaddexp2", (x, y) -> x == y ? x + 1 : Math.max(x, y) + Math.log1p(Math.pow(2, -Math.abs(x - y))) / Math.log(2));
        binary("maximum",    Math::max);
        binary("minimum",    Math::min);
        binary("fmax",       (x, y) -> Double.isNaN(y) || x > y ? x : y);
        binary("fmin",       (x, y) -> Double.isNaN(y) || x < y ? x : y);
        each("where",        (call, i) -> call.broadcast(call.broadcast(0, i) != 0 ? 1 : 2, i));
        each("clip",         (call, i) -> hold(call.broadcast(0, i), call.broadcast(1, i), call.broadcast(2, i)));
        truth("not_equal",     (x, y) -> x != y ? 1 : 0);
        truth("less",          (x, y) -> x < y ? 1 : 0);
        truth("less_equal",    (x, y) -> x <= y ? 1 : 0);
        truth("greater",       (x, y) -> x > y ? 1 : 0);
        truth("greater_equal", (x, y) -> x >= y ? 1 : 0);
        truth("logical_and",   (x, y) -> x != 0 && y != 0 ? 1 : 0);
        truth("logical_or",    (x, y) -> x != 0 || y != 0 ? 1 : 0);
        truth("logical_xor",   (x, y) -> x != 0 ^ y != 0 ? 1 : 0);
        unary("logical_not",   x -> x == 0 ? 1 : 0);
        unary("isnan",         x -> Double.isNaN(x) ? 1 : 0);
        unary("isinf",         x -> Double.isInfinite(x) ? 1 : 0);
        unary("isfinite",      x -> Double.isFinite(x) ? 1 : 0);
    }

    private static void with(String name, Attributed f) {
        each(name, (call, i) -> f.of(call, call.at(0, i)));
    }

    private static void truth(String name, DoubleBinaryOperator f) {
        binary(name, f);
    }

    private static double softplus(Call call, double x) {
        double scaled = call.number("beta") * x;
        return scaled > call.number("threshold") ? x : softplus(scaled) / call.number("beta");
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double hold(double x, double low, double high) {
        return Math.min(Math.max(x, low), high);
    }

    private static double mod(double x, double y) {
        double r = x % y;
        return r != 0 && (r < 0) != (y < 0) ? r + y : r;
    }

    /** 0 at −∞, where the formula is ∞·0. */
    private static double tamed(double x, double y) {
        return x == Double.NEGATIVE_INFINITY ? 0 : y;
    }
}
