package dev.wengert.golden;

import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How PyTorch's operators are written here. */
final class GoldenOperatorTable {
    /** Writes an operator, given its operands and its arguments by name. */
    interface Row {
        Register write(List<Register> x, Map<String, @Nullable Object> arguments);
    }

    static final Map<String, Row> ROWS = new TreeMap<>();

    static {
        for (String name : List.of("abs", "acos", "atan", "ceil", "cos", "erf", "exp", "expm1", "floor", "log", "log1p", "log2",
                "neg", "reciprocal", "round", "sigmoid", "sign", "sin", "sqrt", "square", "tan", "tanh")) {
            ROWS.put(name, (x, a) -> x.get(0).call(name));
        }
        for (String name : List.of("fmin", "maximum", "minimum", "mul", "pow")) {
            ROWS.put(name, (x, a) -> x.get(0).call(name, x.get(1)));
        }
        ROWS.put("add", (x, a) -> x.get(0).add(scaled(x.get(1), a)));
        ROWS.put("sub", (x, a) -> x.get(0).sub(scaled(x.get(1), a)));
        ROWS.put("div.no_rounding_mode", (x, a) -> x.get(0).div(x.get(1)));
        ROWS.put("where", (x, a) -> x.get(1).where(real(x.get(0)), real(x.get(2))));
        ROWS.put("nn.functional.relu", (x, a) -> x.get(0).relu());
        ROWS.put("nn.functional.gelu", (x, a) -> x.get(0).call(word(a, "approximate").equals("tanh") ? "gelu_tanh" : "gelu"));
        ROWS.put("nn.functional.leaky_relu", (x, a) -> x.get(0).call("leaky_relu", Map.of("slope", number(a, "negative_slope", 0.01))));
        ROWS.put("nn.functional.hardtanh", (x, a) -> x.get(0).call("hardtanh", Map.of("low", number(a, "min_val", -1), "high", number(a, "max_val", 1))));
        ROWS.put("nn.functional.softplus", (x, a) -> x.get(0).call("softplus", Map.of("beta", number(a, "beta", 1), "threshold", number(a, "threshold", 20))));
    }

    private GoldenOperatorTable() {}

    /** PyTorch promotes whole numbers beside real ones. */
    private static Register real(Register x) {
        return x.cast(DType.F64);
    }

    private static Register scaled(Register y, Map<String, @Nullable Object> arguments) {
        double alpha = number(arguments, "alpha", 1);
        return alpha == 1 ? y : y.mul(alpha);
    }

    private static double number(Map<String, @Nullable Object> arguments, String name, double otherwise) {
        Object argument = arguments.get(name);
        return argument == null ? otherwise : (Double) Objects.requireNonNull(((Map<?, ?>) argument).get("v"));
    }

    private static String word(Map<String, @Nullable Object> arguments, String name) {
        return (String) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(arguments.get(name))).get("v"));
    }
}
