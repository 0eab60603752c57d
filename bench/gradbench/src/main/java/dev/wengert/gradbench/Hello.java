package dev.wengert.gradbench;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Register;
import java.util.Map;

/** The square of a number, and its derivative. */
final class Hello {
    static final Module MODULE = new Module(
            "hello",
            Map.of(
                    "square",
                    Module.compiled((list, input) -> list.output("square", square(list.input("x", input)))),
                    "double",
                    Module.compiled((list, input) -> list.output(
                            "double", Derivatives.grad(Hello::square).apply(list.input("x", input))))));

    private Hello() {}

    static Register square(Register x) {
        return x.mul(x);
    }
}
