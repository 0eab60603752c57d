package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST_OF_GRADIENT;
import static java.util.Map.entry;

import dev.wengert.list.Register;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operators that work element by element. */
final class GoldenElementwiseTable {
    static final Map<String, Row> ROWS = new HashMap<>(Map.ofEntries(
            entry("add",                      Row.of(a -> a.x(0).add(scaled(a.x(1), a))).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("sub",                      Row.of(a -> a.x(0).sub(scaled(a.x(1), a))).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("div.no_rounding_mode",     Row.of(a -> a.x(0).div(a.x(1))).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("pow",                      Row.of(a -> a.x(0).pow(a.x(1))).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("where",                    Row.of(a -> a.x(1).where(real(a, 0), real(a, 2))).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("nn.functional.relu",       Row.of(a -> a.x(0).relu())),
            entry("nn.functional.gelu",       Row.of(GoldenElementwiseTable::gelu).within(1e-5, LARGEST_OF_GRADIENT)),
            entry("nn.functional.leaky_relu", Row.of(a -> a.x(0).call("leaky_relu", Map.of("slope", a.number(1, "negative_slope", 0.01))))),
            entry("nn.functional.hardtanh",   Row.of(a -> a.x(0).call("hardtanh", Map.of("low", a.number("min_val", -1), "high", a.number("max_val", 1))))),
            entry("nn.functional.softplus",   Row.of(a -> a.x(0).call("softplus", Map.of("beta", a.number("beta", 1), "threshold", a.number("threshold", 20)))).within(4e-6))));

    static {
        for (String name : List.of("abs", "acos", "ceil", "cos", "exp", "floor", "log", "log1p", "log2",
                "neg", "reciprocal", "round", "sign", "sin", "sqrt", "square", "tan")) {
            ROWS.put(name, Row.of(a -> a.x(0).call(name)));
        }
        for (String name : List.of("atan", "erf", "expm1", "sigmoid", "tanh")) {
            ROWS.put(name, Row.of(a -> a.x(0).call(name)).within(1e-5, LARGEST_OF_GRADIENT));
        }
        for (String name : List.of("fmin", "maximum", "minimum", "mul")) {
            ROWS.put(name, Row.of(a -> a.x(0).call(name, a.x(1))).within(1e-5, LARGEST_OF_GRADIENT));
        }
    }

    private GoldenElementwiseTable() {}

    /** PyTorch promotes whole numbers beside real ones. */
    private static Register real(Arguments a, int at) {
        return a.x(at).cast(a.real());
    }

    private static Register gelu(Arguments a) {
        String approximate = a.word("approximate", "none");
        return a.x(0).call(approximate.equals("none") ? "gelu" : "gelu_" + approximate);
    }

    private static Register scaled(Register y, Arguments a) {
        double alpha = a.number("alpha", 1);
        return alpha == 1 ? y : y.mul(alpha);
    }
}
