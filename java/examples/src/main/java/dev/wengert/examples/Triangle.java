package dev.wengert.examples;

import dev.wengert.expression.Expressions;
import dev.wengert.list.Register;
import java.util.Map;

/** The area of a triangle as a class: the fields give the registers their names. */
final class Triangle extends Expressions {
    /** The height. */
    final Register h = input();

    /** The width. */
    final Register w = input();

    /** {@code hw / 2}. */
    final Register area = half(h.mul(w));

    private Register half(Register x) {
        return x.apply(formula("half", y -> y.mul(0.5)));
    }

    /** Prints the operations that give the area, and its value and derivatives for a height of 3 and a width of 4. */
    public static void main(String[] args) {
        Triangle triangle = new Triangle();
        triangle.operationSequence("area").forEach(System.out::println);
        Map<String, Double> sides = Map.of("h", 3.0, "w", 4.0);
        System.out.println("area: " + triangle.evaluate("area", sides));
        System.out.println("gradient: " + triangle.gradient("area", sides));
    }
}
