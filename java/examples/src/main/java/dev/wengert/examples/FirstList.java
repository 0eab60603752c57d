package dev.wengert.examples;

import dev.wengert.differentiate.Reverse;
import dev.wengert.inspect.Evaluated;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code (2x₁ + x₂)²} written as text, with its gradient {@code (8x₁ + 4x₂, 4x₁ + 2x₂)}. */
public final class FirstList {
    private static final String TEXT = """
        list first {
          input x1: f64[]
          input x2: f64[]
          z1 = add(x1, x1)
          z2 = add(z1, x2)
          f = square(z2)
          output f
        }
        """;

    private FirstList() {}

    /** The list and its adjoint. */
    public static WengertList gradient() {
        return Reverse.differentiate(WengertList.parse(TEXT), "f", "x1", "x2");
    }

    /** The value and both derivatives at a point, by the compiled list. */
    public static List<Double> evaluate(double x1, double x2) {
        try (Tensor a = Tensor.scalar(x1);
                Tensor b = Tensor.scalar(x2);
                Session session = Program.compile(gradient()).open()) {
            session.bind("x1", a);
            session.bind("x2", b);
            session.run();
            return List.of(session.value("f"), session.value("dx1"), session.value("dx2"));
        }
    }

    /** The value of every register, the {@code val} of the classic algorithm. */
    public static Map<String, Double> values(double x1, double x2) {
        try (Evaluated evaluated = Evaluated.of(TEXT, "x1 = " + x1, "x2 = " + x2)) {
            return numbers(evaluated.values());
        }
    }

    /** The derivative of f by every register, the {@code delta} of the classic algorithm. */
    public static Map<String, Double> deltas(double x1, double x2) {
        try (Evaluated evaluated = Evaluated.of(TEXT, "x1 = " + x1, "x2 = " + x2)) {
            return numbers(evaluated.deltas("f"));
        }
    }

    private static Map<String, Double> numbers(Map<String, Tensor> tensors) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> numbers.put(name, tensor.item()));
        return numbers;
    }

    /** Prints the list and what it gives at (3, 2). */
    public static void main(String[] args) {
        System.out.println(gradient());
        System.out.println("values at (3, 2): " + values(3, 2));
        System.out.println("deltas at (3, 2): " + deltas(3, 2));
        System.out.println("f, dx1, dx2 by the compiled list: " + evaluate(3, 2));
    }
}
