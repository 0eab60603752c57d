package dev.wengert.gradbench;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Jacobians;
import dev.wengert.list.Register;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Forward or reverse mode. */
enum Mode {
    FORWARD,
    REVERSE;

    /** A function that takes derivatives of derivatives, each in a mode that is named: {@code fr} is forward over reverse. */
    @FunctionalInterface
    interface Nested {
        /** Writes the function on its input. */
        Register apply(Mode outer, Mode inner, Register input);
    }

    /** The four functions of a module that asks for each pair of modes. */
    static Map<String, Module.Function> pairs(String input, Nested nested) {
        return Stream.of("ff", "fr", "rf", "rr")
                .collect(Collectors.toMap(
                        modes -> modes,
                        modes -> Module.compiled((list, message) -> list.output(
                                "y",
                                nested.apply(
                                        of(modes.charAt(0)),
                                        of(modes.charAt(1)),
                                        list.input("start", message.get(input)))))));
    }

    private static Mode of(char letter) {
        return letter == 'f' ? FORWARD : REVERSE;
    }

    /** The gradient of a function with one number as its result. */
    UnaryOperator<Register> gradient(Function<Register, Register> f) {
        return x -> this == FORWARD
                ? Jacobians.jacobianForward(f).apply(x)
                : Derivatives.grad(f).apply(x);
    }
}
