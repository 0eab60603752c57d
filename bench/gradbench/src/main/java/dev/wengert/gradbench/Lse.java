package dev.wengert.gradbench;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Register;
import java.util.Map;

/** {@code log Σ exp x}, from a greatest element and a sum as the benchmark asks, not by the operator of that name. */
final class Lse {
    static final Module MODULE = new Module(
            "lse",
            Map.of(
                    "primal",
                    Module.compiled((list, input) -> list.output("y", logSumExp(list.input("x", input.get("x"))))),
                    "gradient",
                    Module.compiled((list, input) -> list.output(
                            "dx", Derivatives.grad(Lse::logSumExp).apply(list.input("x", input.get("x")))))));

    private Lse() {}

    static Register logSumExp(Register x) {
        Register greatest = x.max();
        return x.sub(greatest).exp().sum().log().add(greatest);
    }
}
