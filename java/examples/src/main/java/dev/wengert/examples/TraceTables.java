package dev.wengert.examples;

import dev.wengert.inspect.Evaluated;
import dev.wengert.inspect.TraceTable;
import dev.wengert.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * {@code y = ln x₁ + x₁x₂ − sin x₂} at (2, 5), with the traces of Baydin et al., Automatic Differentiation in Machine Learning:
 * a Survey, tables 2 and 3.
 */
public final class TraceTables {
    private TraceTables() {}

    private static Evaluated evaluated() {
        return Evaluated.of("""
            input x1: f64[]
            input x2: f64[]
            v1 = log(x1)
            v2 = mul(x1, x2)
            v3 = sin(x2)
            v4 = add(v1, v2)
            y = sub(v4, v3)
            output y
            """, "x1 = 2", "x2 = 5");
    }

    /** The tangent of y where that of x₁ is 1: 5.5. */
    public static double tangent() {
        try (Evaluated evaluated = evaluated();
                Tensor one = Tensor.scalar(1.0)) {
            return evaluated.tangent("y", Map.of("x1", one)).item();
        }
    }

    /** The cotangents of x₁ and x₂: 5.5 and 1.716. */
    public static List<Double> cotangents() {
        try (Evaluated evaluated = evaluated()) {
            return List.of(
                    evaluated.delta("y", "x1").item(),
                    evaluated.delta("y", "x2").item());
        }
    }

    /** Forward mode: the primal trace beside the tangent trace. */
    public static String forward() {
        try (Evaluated evaluated = evaluated();
                Tensor one = Tensor.scalar(1.0)) {
            return TraceTable.forward(evaluated, Map.of("x1", one));
        }
    }

    /** Reverse mode: the primal trace beside the adjoint trace. */
    public static String reverse() {
        try (Evaluated evaluated = evaluated()) {
            return TraceTable.reverse(evaluated, "y");
        }
    }

    /** Prints both tables. */
    public static void main(String[] args) {
        System.out.println(forward());
        System.out.println(reverse());
        System.out.println("tangent of y " + tangent() + ", cotangents of x1 and x2 " + cotangents());
    }
}
