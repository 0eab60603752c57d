package dev.wengert.examples;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.List;

/**
 * The logistic map {@code l₁ = x, lₙ₊₁ = 4lₙ(1 − lₙ)} and its derivative by x, written by a loop.
 *
 * <p>As an expression of x alone each lₙ stands twice in the next, so the expression and its symbolic derivative double with every
 * step: expression swell (Baydin et al., Automatic Differentiation in Machine Learning: a Survey, §2.2). A list names lₙ once and
 * reads it twice, and the adjoint of each assignment is a few assignments more: both grow by the same number with every step.
 */
public final class LogisticMap {
    private LogisticMap() {}

    /** The list of {@code lₙ} and its derivative: input {@code x}, output {@code slope}. */
    public static WengertList derivative(int n) {
        ListBuilder list = WengertList.builder("logistic_map");
        Register x = list.input("x", DType.F64);
        Register four = list.fill(4, x.type()).named("four");
        Register one = list.fill(1, x.type()).named("one");
        Register l = x;
        for (int i = 2; i <= n; i++) {
            l = four.mul(l).mul(one.sub(l)).named("l" + i);
        }
        list.output("slope", Reverse.gradients(l, List.of(x)).get(0));
        return list.build().withoutDeadCode();
    }

    /** The derivative of {@code lₙ} at x. */
    public static double slope(int n, double x) {
        try (Tensor at = Tensor.scalar(x);
                Tensor slope = Program.compile(derivative(n)).call(at)) {
            return slope.item();
        }
    }

    /** The same by the chain rule and by hand: {@code Π 4(1 − 2lᵢ)}. */
    public static double product(int n, double x) {
        double product = 1;
        double l = x;
        for (int i = 2; i <= n; i++) {
            product *= 4 * (1 - 2 * l);
            l = 4 * l * (1 - l);
        }
        return product;
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

    /**
     * The operations in the derivative of {@code lₙ} as an expression of x: with {@code (4ab)′ = 4(a′b + ab′)} where {@code a = l}
     * and {@code b = 1 − l} are written out wherever they stand.
     */
    public static long operationsOfExpression(int n) {
        long value = 0;
        long derivative = 0;
        for (int i = 2; i <= n; i++) {
            derivative = 2 * derivative + 2 * value + 6; // 4, +, two products, the 1 − of b and the − of b′
            value = 2 * value + 3;
        }
        return derivative;
    }

    /** Prints derivatives and sizes. */
    public static void main(String[] args) {
        double x = 0.3;
        System.out.println(derivative(3));
        System.out.println(
                " n   derivative at 0.3   product of the chain rule   assignments   operations of the expression");
        for (int n : new int[] {1, 2, 3, 4, 10, 20, 30, 40, 50}) {
            System.out.printf(
                    "%2d %19.10g %27.10g %13d %30d%n",
                    n, slope(n, x), product(n, x), derivative(n).assignments().size(), operationsOfExpression(n));
        }
    }
}
