package dev.wengert.differentiate;

import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.Structure;
import dev.wengert.list.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Derivatives of Java functions that write assignments: functions of functions, which compose in any order, in lists and in eager
 * mode. Arguments and results are registers, or lists, maps and records of registers: see {@link Structure}.
 *
 * <p>Each transformation calls the function with registers of its own, so a register that the function takes from elsewhere is a
 * constant to it, even where it is the argument of an outer function that is differentiated too.
 *
 * <pre>{@code
 * Function<Register, Register> f = x -> x.sin().mul(x);
 * Register d2 = Derivatives.grad(Derivatives.grad(f)).apply(x);
 * }</pre>
 */
public final class Derivatives implements Vocabulary {
    private Derivatives() {}

    /** A value and something computed beside it that is not differentiated. */
    public record Auxiliary<A>(Register value, A auxiliary) {}

    /** A value and the gradient there. */
    public record Gradient<Y, X>(Y value, X gradient) {}

    /** A value and its tangent. */
    public record Tangent<Y>(Y value, Y tangent) {}

    /** A value and the linear map from its cotangent to that of the argument; each call writes the adjoint once. */
    public record Pullback<X, Y>(Y value, Function<Y, X> pullback) {}

    /** A value and the linear map from a tangent of the argument to its tangent; each call writes the tangents alone. */
    public record Linearization<X, Y>(Y value, Function<X, Y> tangent) {}

    /**
     * The gradient of a function with a result of one element, by its whole argument.
     *
     * @throws ListException when it is called: if the result has not one element, or the argument registers of integers; choose
     *     arguments then
     */
    public static <X> Function<X, X> grad(Function<X, Register> f) {
        return x -> valueAndGrad(f).apply(x).gradient();
    }

    /**
     * The gradient by the arguments that are named.
     *
     * @param names paths of registers, or of what they lie below: names of components and keys, positions in a list
     * @return the gradients by path
     */
    public static <X> Function<X, Map<String, Register>> grad(Function<X, Register> f, String... names) {
        return x -> valueAndGrad(f, names).apply(x).gradient();
    }

    /** The gradients by the arguments at these positions of a list. */
    public static Function<List<Register>, List<Register>> grad(
            Function<List<Register>, Register> f, int... positions) {
        String[] names = Arrays.stream(positions).mapToObj(String::valueOf).toArray(String[]::new);
        return x -> List.copyOf(grad(f, names).apply(x).values());
    }

    /** The value and the gradient; see {@link #grad(Function)}. */
    public static <X> Function<X, Gradient<Register, X>> valueAndGrad(Function<X, Register> f) {
        return x -> {
            Gradient<Auxiliary<Register>, X> both =
                    valueAndGradWithAuxiliary((X a) -> auxiliary(f.apply(a))).apply(x);
            return new Gradient<>(both.value().value(), both.gradient());
        };
    }

    private static Auxiliary<Register> auxiliary(Register y) {
        return new Auxiliary<>(y, y);
    }

    /** The value and the gradients by the arguments that are named; see {@link #grad(Function, String...)}. */
    public static <X> Function<X, Gradient<Register, Map<String, Register>>> valueAndGrad(
            Function<X, Register> f, String... names) {
        return x -> {
            Structure<X> given = Applied.argument(x);
            Map<String, Register> chosen = new LinkedHashMap<>();
            for (String path : given.chosen(names)) {
                chosen.put(path, given.byPath().get(path));
            }
            return valueAndGrad((Map<String, Register> part) -> f.apply(given.with(replaced(given, part))))
                    .apply(chosen);
        };
    }

    private static List<Register> replaced(Structure<?> given, Map<String, Register> part) {
        List<Register> leaves = new ArrayList<>();
        given.byPath().forEach((path, leaf) -> leaves.add(part.getOrDefault(path, leaf)));
        return leaves;
    }

    /** The value, what was computed beside it, and the gradient of the value. */
    public static <X, A> Function<X, Gradient<Auxiliary<A>, X>> valueAndGradWithAuxiliary(Function<X, Auxiliary<A>> f) {
        return x -> {
            Structure<X> own = Applied.own(x);
            Auxiliary<A> y = f.apply(own.value());
            requireNumber(own.leaves(), y.value());
            return new Gradient<>(y, own.with(Reverse.gradients(y.value(), own.leaves())));
        };
    }

    /** The derivative of a function that goes element by element: the gradient of the sum of its result. */
    public static UnaryOperator<Register> elementwiseGrad(Function<Register, Register> f) {
        return x -> {
            Register own = x.alias();
            Register y = Applied.result(List.of(own), f.apply(own)).value();
            return Reverse.gradients(y, List.of(own)).get(0);
        };
    }

    /** The value at {@code x} and its tangent where that of {@code x} is {@code tx}. */
    public static <X, Y> Tangent<Y> jvp(Function<X, Y> f, X x, X tx) {
        Linearization<X, Y> linear = linearize(f, x);
        return new Tangent<>(linear.value(), linear.tangent().apply(tx));
    }

    /** The value at {@code x} and the linear map that approximates the function there, by forward mode. */
    public static <X, Y> Linearization<X, Y> linearize(Function<X, Y> f, X x) {
        Applied<X, Y> applied = Applied.of(f, x);
        return new Linearization<>(applied.y().value(), applied::tangent);
    }

    /** The value at {@code x} and the map from a cotangent of it to that of {@code x}, by reverse mode. */
    public static <X, Y> Pullback<X, Y> vjp(Function<X, Y> f, X x) {
        Applied<X, Y> applied = Applied.of(f, x);
        return new Pullback<>(applied.y().value(), applied::cotangent);
    }

    /**
     * The product {@code H·v} of the Hessian of {@code f} at {@code x} and {@code v}, by forward mode over reverse mode: a small
     * multiple of the cost of f, and no Hessian (Pearlmutter 1994).
     */
    public static <X> X hessianVectorProduct(Function<X, Register> f, X x, X v) {
        return jvp(grad(f), x, v).tangent();
    }

    /** As {@link #hessianVectorProduct}, by reverse mode over forward mode. */
    public static <X> X hessianVectorProductByReverse(Function<X, Register> f, X x, X v) {
        return grad((X a) -> jvp(f, a, v).tangent()).apply(x);
    }

    /** The product {@code vᵀ·H}, by reverse mode over reverse mode. */
    public static <X> X vectorHessianProduct(Function<X, Register> f, X x, X v) {
        return vjp(grad(f), x).pullback().apply(v);
    }

    /**
     * The product {@code Jᵀ·H·J·v} for {@code loss(f(x))}, where J is the Jacobian of f at x and H the Hessian of loss at f(x)
     * (Schraudolph 2002): positive semidefinite where loss is convex.
     */
    public static <X, Y> X gaussNewtonVectorProduct(Function<X, Y> f, Function<Y, Register> loss, X x, X v) {
        Applied<X, Y> applied = Applied.of(f, x);
        return applied.cotangent(hessianVectorProduct(loss, applied.y().value(), applied.tangent(v)));
    }

    private static void requireNumber(List<Register> x, Register y) {
        if (Applied.result(x, y).value().type().size() != 1) {
            throw new ListException("the gradient is of a single number, found " + y
                    + "; use vjp or jacobian, or elementwiseGrad where it goes element by element");
        }
    }
}
