package dev.wengert.examples;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Register;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * One neuron, {@code wx + b}, sigmoid and squared loss, computed step by step in eager mode; and {@code log(ab)}, whose derivatives
 * at (2, 3) are 1/2 and 1/3.
 */
public final class Neuron {
    private Neuron() {}

    /**
     * A step of gradient descent.
     *
     * @param loss {@code (sigmoid(wx + b) − t)²} before it
     * @param dw the derivative of the loss by w, {@code 2 (s − t) s (1 − s) x}
     * @param db the derivative of the loss by b, {@code 2 (s − t) s (1 − s)}
     */
    public record Step(double loss, double dw, double db) {}

    /** Steps of gradient descent from w = 0.5 and b = 0 for the one example x = 1.5, t = 1, at rate 1. */
    public static List<Step> train(int count) {
        List<Step> steps = new ArrayList<>();
        double w = 0.5;
        double b = 0;
        for (int i = 0; i < count; i++) {
            Step step = step(w, b);
            w -= step.dw();
            b -= step.db();
            steps.add(step);
        }
        return steps;
    }

    private static Step step(double w, double b) {
        try (Tensor weight = Tensor.scalar(w);
                Tensor bias = Tensor.scalar(b);
                Eager eager = Eager.open()) {
            Register rw = eager.input("w", weight);
            Register rb = eager.input("b", bias);
            Register s = rw.mul(1.5).add(rb).sigmoid().named("s");
            Register loss = s.sub(1).square().named("loss");
            List<Register> gradients = Reverse.gradients(loss, List.of(rw, rb));
            return new Step(
                    loss.item(), gradients.get(0).item(), gradients.get(1).item());
        }
    }

    /** The derivatives of {@code log(ab)} at a point: {@code 1/a} and {@code 1/b}. */
    public static List<Double> logOfProduct(double a, double b) {
        try (Tensor first = Tensor.scalar(a);
                Tensor second = Tensor.scalar(b);
                Eager eager = Eager.open()) {
            Register x = eager.input("a", first);
            Register y = eager.input("b", second);
            return Reverse.gradients(x.mul(y).log(), List.of(x, y)).stream()
                    .map(Register::item)
                    .toList();
        }
    }

    /** Prints some steps, and the derivatives of log(ab) at (2, 3). */
    public static void main(String[] args) {
        train(5).forEach(System.out::println);
        System.out.println("log(ab) at (2, 3): " + logOfProduct(2, 3));
    }
}
