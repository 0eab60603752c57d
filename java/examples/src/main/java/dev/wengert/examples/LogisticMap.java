package dev.wengert.examples;

import dev.wengert.control.ControlFlow;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The logistic map {@code l₁ = x, lₙ₊₁ = 4lₙ(1 − lₙ)} and its derivative by x, written by a loop.
 *
 * <p>As an expression of x alone each lₙ stands twice in the next, so the expression and its symbolic derivative double with every
 * step: expression swell (Baydin et al., Automatic Differentiation in Machine Learning: a Survey, §2.2). A list names lₙ once and
 * reads it twice, and the adjoint of each assignment is a few assignments more: both grow by the same number with every step.
 */
public final class LogisticMap {
    private LogisticMap() {}

    /** The list of the derivative of {@code lₙ}, by a loop of Java: input {@code x}, output {@code slope}. */
    public static WengertList derivative(int n) {
        return derivative((x, step) -> {
            Register l = x;
            for (int i = 2; i <= n; i++) {
                l = step.apply(l).named("l" + i);
            }
            return l;
        });
    }

    /** The same by a loop within the list, whose length does not depend on n. */
    public static WengertList derivativeByScan(int n) {
        return derivative((x, step) -> ControlFlow.repeat(x, n - 1, step));
    }

    private static WengertList derivative(BiFunction<Register, UnaryOperator<Register>, Register> loop) {
        ListBuilder list = WengertList.builder("logistic_map");
        Register x = list.input("x", DType.F64);
        Register four = list.fill(4, x.type()).named("four");
        Register one = list.fill(1, x.type()).named("one");
        Register l = loop.apply(x, a -> four.mul(a).mul(one.sub(a)));
        list.output("slope", Reverse.gradients(l, List.of(x)).get(0));
        return list.build().withoutDeadCode();
    }

    /** What a list of these gives at x. */
    public static double evaluate(WengertList derivative, double x) {
        try (Tensor at = Tensor.scalar(x);
                Tensor slope = Program.compile(derivative).call(at)) {
            return slope.item();
        }
    }

    /** The same by the chain rule and by hand: {@code Π 4(1 − 2lᵢ)}. */
    public static double product(int n, double x) {
        return n == 1 ? 1 : 4 * (1 - 2 * x) * product(n - 1, 4 * x * (1 - x));
    }

    /** The derivatives of l₁ to l₄ as polynomials of x, multiplied out: {@code c₀ + c₁x + …}. */
    public static double[] symbolic(int n) {
        return switch (n) {
            case 1 -> new double[] {1};
            case 2 -> new double[] {4, -8};
            case 3 -> new double[] {16, -160, 384, -256};
            case 4 -> new double[] {64, -2688, 32256, -168960, 450560, -638976, 458752, -131072};
            default -> throw new IllegalArgumentException("expected n from 1 to 4, found " + n);
        };
    }

    /** The operations in the derivative as an expression of x: {@code 4(a′b + ab′)}, a = l and b = 1 − l written out. */
    public static long operationsOfExpression(int n) {
        long value = 0;
        long derivative = 0;
        for (int i = 2; i <= n; i++) {
            derivative = 2 * derivative + 2 * value + 6; // 4, +, two products, the 1 − of b and the − of b′
            value = 2 * value + 3;
        }
        return derivative;
    }

    /** Prints the derivatives at 0.3, and the lengths of list and expression. */
    public static void main(String[] args) {
        System.out.println(derivativeByScan(50));
        for (int n : new int[] {1, 2, 3, 4, 10, 20, 30, 40, 50}) {
            double slope = evaluate(derivative(n), 0.3);
            int length = derivative(n).assignments().size();
            System.out.printf("%2d %17.10g %4d %18d%n", n, slope, length, operationsOfExpression(n));
        }
    }
}
