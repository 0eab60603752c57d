package dev.wengert.examples;

import dev.wengert.custom.CustomOperator;
import dev.wengert.custom.KernelCall;
import dev.wengert.custom.ShapeRule;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.inspect.CheckOperator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Tiling;
import dev.wengert.runtime.Eager;
import dev.wengert.runtime.NativeLibrary;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * An operator in C: {@code log cosh x} and its VJP are kernels of {@code java/examples/src/main/c/log_cosh.c}, written against the
 * header of the engine. To compile them, with the folder {@code native/include} of the sources:
 *
 * <pre>{@code cc -std=c17 -O2 -fPIC -shared -I native/include java/examples/src/main/c/log_cosh.c -o liblog_cosh.so -lm}</pre>
 */
public final class LogCosh {
    private LogCosh() {}

    /** The operator, by the kernels of a library. */
    public static CustomOperator operator(Path library) {
        NativeLibrary kernels = NativeLibrary.load(library);
        CustomOperator vjp = CustomOperator.inC(
                        "log_cosh_vjp",
                        kernels,
                        Set.of("log_cosh_vjp_f64"),
                        ShapeRule.same(2).only(DType.F64),
                        (y, z) -> elements("log_cosh_vjp_f64", z.get(0)))
                .overwriting(Overwrites.ANY)
                .elementwise()
                // What makes second derivatives, and forward mode, possible: the derivative of tanh x · dz.
                .withVjp((y, z, d) -> {
                    Register tanh = y.get(0).tanh();
                    Register slope = tanh.square().neg().add(1);
                    return List.of(slope.mul(y.get(1)).mul(d.get(0)), tanh.mul(d.get(0)));
                });
        return CustomOperator.inC(
                        "log_cosh",
                        kernels,
                        Set.of("log_cosh_f64"),
                        ShapeRule.SAME.only(DType.F64),
                        (y, z) -> elements("log_cosh_f64", z.get(0)))
                .overwriting(Overwrites.FIRST)
                .elementwise()
                .withVjp((y, z, dz) -> List.of(y.get(0).apply(vjp, dz.get(0))));
    }

    private static KernelCall elements(String kernel, TensorType type) {
        return KernelCall.of(kernel, type.size()).cut(Tiling.elements(type.size()));
    }

    /** What a test of the operator does: it throws where a kernel or a derivative is wrong. */
    public static void check(Path library) {
        try (Tensor x = Tensor.of(Shape.of(5), -3.0, -0.5, 0.25, 1.0, 4.0)) {
            CheckOperator.check(operator(library), 2, x);
        }
    }

    /** The value and the gradient of Σ log cosh x. */
    public static List<double[]> evaluate(Path library, double... x) {
        CustomOperator logCosh = operator(library);
        try (Tensor at = Tensor.of(Shape.of(x.length), x);
                Eager eager = Eager.open()) {
            Register r = eager.input("x", at);
            Register dx =
                    Derivatives.grad((Register y) -> y.apply(logCosh).sum()).apply(r);
            return List.of(r.apply(logCosh).value().toDoubles(), dx.value().toDoubles());
        }
    }

    /** Checks the library that is named and prints what it gives. */
    public static void main(String[] args) {
        Path library = Path.of(args[0]);
        check(library);
        System.out.println("log cosh 800 = " + evaluate(library, 800).get(0)[0]);
    }
}
