package dev.wengert.examples;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rosenbrock's function {@code f(x) = Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²}, its gradient, and products of its Hessian with a vector
 * without the Hessian, each at a small multiple of the cost of f (Pearlmutter 1994).
 */
public final class Rosenbrock {
    private Rosenbrock() {}

    /**
     * How a product is formed: {@link Derivatives#hessianVectorProduct}, the tangent of the gradient, or {@link
     * Derivatives#hessianVectorProductByReverse}, the gradient of the tangent.
     */
    public interface Product {
        /** {@code H·v} at x. */
        Register of(Function<Register, Register> f, Register x, Register v);
    }

    /** The function: {@code (n) → ()}. */
    public static Register f(Register x) {
        Register head = x.slice(0, 0, -1).named("head");
        Register tail = x.slice(0, 1, Long.MAX_VALUE).named("tail");
        return tail.sub(head.square())
                .square()
                .mul(100)
                .add(head.sub(1).square())
                .sum();
    }

    /** The list of value and gradient: input {@code x}, outputs {@code f} and {@code g}. */
    public static WengertList gradient(int n) {
        ListBuilder list = WengertList.builder("gradient");
        var both = Derivatives.valueAndGrad(Rosenbrock::f).apply(list.input("x", DType.F64, n));
        list.output("f", both.value());
        list.output("g", both.gradient());
        return list.build().withoutDeadCode();
    }

    /** The list of a product: inputs {@code x} and {@code v}, output {@code hv}. */
    public static WengertList product(int n, Product product) {
        ListBuilder list = WengertList.builder("product");
        Register x = list.input("x", DType.F64, n);
        Register v = list.input("v", DType.F64, n);
        list.output("hv", product.of(Rosenbrock::f, x, v));
        return list.build().withoutDeadCode();
    }

    /** A point to begin from: that of SciPy's tutorial, over and over. */
    public static double[] start(int n) {
        double[] five = {1.3, 0.7, 0.8, 1.9, 1.2};
        return IntStream.range(0, n).mapToDouble(i -> five[i % 5]).toArray();
    }
}
