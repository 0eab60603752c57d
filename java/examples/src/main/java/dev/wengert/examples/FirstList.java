package dev.wengert.examples;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.Tensor;
import java.util.List;

/** {@code (2x₁ + x₂)²} written as text, with its gradient {@code (8x₁ + 4x₂, 4x₁ + 2x₂)}. */
public final class FirstList {
    private FirstList() {}

    /** The list and its adjoint. */
    public static WengertList gradient() {
        WengertList list = WengertList.parse("""
            list first {
              input x1: f64[]
              input x2: f64[]
              z1 = add(x1, x1)
              z2 = add(z1, x2)
              f = square(z2)
              output f
            }
            """);
        return Reverse.differentiate(list, "f", "x1", "x2");
    }

    /** The value and both derivatives at a point. */
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

    /** Prints the list and what it gives at (3, 2). */
    public static void main(String[] args) {
        System.out.println(gradient());
        System.out.println("f, dx1, dx2 at (3, 2): " + evaluate(3, 2));
    }
}
