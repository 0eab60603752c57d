package dev.wengert.examples;

import dev.wengert.differentiate.Jacobians;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Operators;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The Jacobian of {@code v₁ = x₁x₂, v₂ = ln x₂, y₁ = sin v₁, y₂ = v₁ + v₂} by forward and by reverse mode, and what each costs
 * where there are many more arguments than results, or many more results.
 *
 * <p>Forward mode carries a tangent for each of n arguments through the list, reverse mode a cotangent for each of m results, so
 * the first costs about n and the second about m times the function itself (Griewank and Walther, Evaluating Derivatives, §3).
 * Both write one batch of directions and no loop: their lists have the same length for every n and m, and what grows is how many
 * elements they write.
 */
public final class ForwardOrReverse {
    /** What a Jacobian costs: assignments of its list, elements that they write, and the median of times. */
    public record Cost(int assignments, long elements, double microseconds) {}

    private ForwardOrReverse() {}

    /** The function of the title: {@code (2) → (2)}. */
    public static Register small(Register x) {
        Register x2 = x.select(0, 1).named("x2");
        Register v1 = x.select(0, 0).mul(x2).named("v1");
        Register v2 = x2.log().named("v2");
        return Operators.stack(0, v1.sin(), v1.add(v2)).named("y");
    }

    /** One of the same kind of any size: {@code yⱼ = sin(Σᵢ xᵢ/(1 + i + j)) + Σᵢ ln xᵢ}. */
    public static Function<Register, Register> large(int n, int m) {
        double[] weights = new double[n * m];
        Arrays.setAll(weights, k -> 1.0 / (1 + k / m + k % m));
        return x -> {
            try (Tensor w = Tensor.of(Shape.of(n, m), weights)) {
                Register v = x.reshape(1, n).matmul(x.builder().constant(w)).reshape(m);
                return v.sin().add(x.log().sum());
            }
        };
    }

    /** The list of a Jacobian: input {@code x}, output {@code jacobian}. */
    public static WengertList list(Function<Register, Register> jacobian, int n) {
        ListBuilder list = WengertList.builder("jacobian");
        list.output("jacobian", jacobian.apply(list.input("x", DType.F64, n)));
        return list.build().withoutDeadCode();
    }

    /** A Jacobian at a point, row by row. */
    public static double[] evaluate(Function<Register, Register> jacobian, double... x) {
        try (Tensor at = Tensor.of(Shape.of(x.length), x);
                Tensor value = Program.compile(list(jacobian, x.length)).call(at)) {
            return value.toDoubles();
        }
    }

    /** Measures a Jacobian where all n arguments are 1. */
    public static Cost cost(Function<Register, Register> jacobian, int n) {
        WengertList list = list(jacobian, n);
        long elements = list.assignments().stream()
                .mapToLong(assignment -> assignment.result().type().size())
                .sum();
        double[] times = new double[15];
        try (Tensor x = Tensor.zeros(DType.F64, n);
                Session session = Program.compile(list).open()) {
            IntStream.range(0, n).forEach(i -> x.setDouble(i, 1));
            session.bind("x", x);
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                session.run();
                times[i] = (System.nanoTime() - start) / 1e3;
            }
        }
        Arrays.sort(times);
        return new Cost(list.assignments().size(), elements, times[times.length / 2]);
    }

    /** Prints the list of the small Jacobian, and what large ones cost. */
    public static void main(String[] args) {
        System.out.println(list(Jacobians.jacobianReverse(ForwardOrReverse::small), 2));
        for (int[] size : new int[][] {{1000, 2}, {2, 1000}}) {
            Function<Register, Register> f = large(size[0], size[1]);
            Cost forward = cost(Jacobians.jacobianForward(f), size[0]);
            Cost reverse = cost(Jacobians.jacobianReverse(f), size[0]);
            System.out.printf("n = %d, m = %d: %s, %s%n", size[0], size[1], forward, reverse);
        }
    }
}
