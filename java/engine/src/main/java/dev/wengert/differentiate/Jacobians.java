package dev.wengert.differentiate;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Structure;
import dev.wengert.list.Vocabulary;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Jacobians and Hessians: one JVP or VJP for all directions at once, as a batch and not as a loop. The Jacobian of {@code
 * y: (m…)} by {@code x: (n…)} has the shape {@code (m…, n…)}.
 */
public final class Jacobians implements Vocabulary {
    private Jacobians() {}

    /** The Jacobian by forward mode where the argument has fewer elements than the result, by reverse mode otherwise. */
    public static <X> Function<X, X> jacobian(Function<X, Register> f) {
        return x -> {
            Applied<X, Register> applied = Applied.of(f, x);
            return size(applied.x().leaves()) < size(applied.y().leaves()) ? forward(applied) : reverse(applied);
        };
    }

    /** The Jacobian by forward mode: one tangent for each element of the argument. */
    public static <X> Function<X, X> jacobianForward(Function<X, Register> f) {
        return x -> forward(Applied.of(f, x));
    }

    /** The Jacobian by reverse mode: one cotangent for each element of the result. */
    public static <X> Function<X, X> jacobianReverse(Function<X, Register> f) {
        return x -> reverse(Applied.of(f, x));
    }

    /** The Jacobian of each register of a result, by path, in the structure of the argument. */
    public static <X, Y> Function<X, Map<String, X>> jacobians(Function<X, Y> f) {
        return x -> {
            Applied<X, Y> applied = Applied.of(f, x);
            Map<String, X> jacobians = new LinkedHashMap<>();
            applied.y().byPath().forEach((path, y) -> {
                Applied<X, Register> one = new Applied<>(applied.x(), Structure.of(y));
                jacobians.put(path, size(applied.x().leaves()) < y.type().size() ? forward(one) : reverse(one));
            });
            return jacobians;
        };
    }

    /** The Hessian {@code (n…, n…)} of a function with a result of one element, by forward mode over reverse mode. */
    public static UnaryOperator<Register> hessian(Function<Register, Register> f) {
        return x -> jacobianForward(Derivatives.grad(f)).apply(x);
    }

    /** The blocks of the Hessian: for each register of the argument, by path, the derivatives of its gradient. */
    public static <X> Function<X, Map<String, X>> hessians(Function<X, Register> f) {
        return jacobians(Derivatives.grad(f));
    }

    private static <X> X reverse(Applied<X, Register> applied) {
        Register y = applied.y().value();
        List<Register> of = applied.x().leaves();
        List<Register> rows;
        try (Samples samples = new Samples(ListBuilder.innermost(with(of, y)))) {
            Register seed = samples.input(basis(y));
            rows = samples.all(Reverse.cotangents(List.of(y), List.of(seed), of));
        }
        List<Register> jacobians = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            jacobians.add(
                    rows.get(i).reshape(join(y.type().shape(), of.get(i).type().shape())));
        }
        return applied.x().with(jacobians);
    }

    private static <X> X forward(Applied<X, Register> applied) {
        Register y = applied.y().value();
        List<Register> jacobians = new ArrayList<>();
        for (Register x : applied.x().leaves()) {
            Register columns;
            try (Samples samples = new Samples(ListBuilder.innermost(List.of(x, y)))) {
                Register tangent = samples.input(basis(x));
                columns = samples.all(Forward.tangents(List.of(y), Map.of(x, tangent)))
                        .get(0);
            }
            jacobians.add(columns.reshape(x.type().size(), y.type().size())
                    .transpose()
                    .reshape(join(y.type().shape(), x.type().shape())));
        }
        return applied.x().with(jacobians);
    }

    /** The directions of a register: for each element a tensor of its type with a one there, {@code (size, d…)}. */
    private static Register basis(Register x) {
        TensorType type = x.type();
        long size = type.size();
        return x.builder()
                .fill(1, type.withShape(Shape.of(size)))
                .call("diag")
                .reshape(type.shape().insert(0, size));
    }

    private static Shape join(Shape a, Shape b) {
        Shape joined = a;
        for (int axis = 0; axis < b.rank(); axis++) {
            joined = joined.insert(joined.rank(), b.dim(axis));
        }
        return joined;
    }

    private static List<Register> with(List<Register> registers, Register other) {
        List<Register> all = new ArrayList<>(registers);
        all.add(other);
        return all;
    }

    private static long size(List<Register> registers) {
        return registers.stream().mapToLong(register -> register.type().size()).sum();
    }
}
