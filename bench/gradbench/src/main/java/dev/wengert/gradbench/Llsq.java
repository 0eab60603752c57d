package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.control.ControlFlow;
import dev.wengert.control.ControlFlow.Step;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Half the sum of {@code (sign t − Σⱼ xⱼ tʲ)²} over n points t from −1 to 1. */
final class Llsq {
    static final Module MODULE = new Module(
            "llsq",
            Map.of(
                    "primal",
                    Module.compiled((list, input) ->
                            list.output("y", objective(input).apply(list.input("x", input.get("x"))))),
                    "gradient",
                    Module.compiled((list, input) -> list.output(
                            "dx", Derivatives.grad(objective(input)).apply(list.input("x", input.get("x")))))));

    private Llsq() {}

    private static Function<Register, Register> objective(JsonNode input) {
        int n = input.get("n").intValue();
        return x -> {
            Register t = points(x, n);
            Register p = horner(x, t);
            return t.sign().sub(p).square().sum().mul(0.5);
        };
    }

    private static Register horner(Register coefficients, Register t) {
        Register zero = t.builder().fill(0, t.type());
        return ControlFlow.scanReverse(
                        zero,
                        coefficients,
                        (p, coefficient) -> new Step<>(p.mul(t).add(coefficient), List.of()))
                .carry();
    }

    /** {@code tᵢ = −1 + 2i/(n − 1)}. */
    private static Register points(Register beside, int n) {
        return beside.builder()
                .call("arange", Map.of("stop", n, "step", 1, "dtype", DType.F64), List.of())
                .get(0)
                .mul(2)
                .div(n - 1)
                .sub(1);
    }
}
