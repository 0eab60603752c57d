package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The greatest or least element over axes, of real numbers and integers; NaN if there is one; refused over no elements. Where
 * several are it, each has an equal share of the cotangent.
 */
sealed interface Extremum extends Reduction {
    /**
     * The greatest element over axes; NaN if there is one. Domain: at least one element. Convention: where several are it, each
     * has an equal share of the cotangent.
     *
     * @param axes the axes, all if none
     * @param keepDims whether the axes stay, with length 1
     */
    record Max(Axes axes, boolean keepDims) implements Extremum {
        @Override
        public Max over(Axes other) {
            return new Max(other, keepDims);
        }
    }

    /**
     * The least element over axes; NaN if there is one. Domain: at least one element. Convention: where several are it, each
     * has an equal share of the cotangent.
     *
     * @param axes the axes, all if none
     * @param keepDims whether the axes stay, with length 1
     */
    record Min(Axes axes, boolean keepDims) implements Extremum {
        @Override
        public Min over(Axes other) {
            return new Min(other, keepDims);
        }
    }

    @Override
    default DType dtype(TensorType x) {
        Require.that(x.dtype() != DType.BOOL, "expected an operand of f32, f64, i32 or i64, found " + x);
        return x.dtype();
    }

    @Override
    default TensorType type(List<TensorType> y) {
        Shape shape = y.get(0).shape();
        TensorType type = Reduction.super.type(y);
        Require.that(
                Arrays.stream(axes().resolve(shape.rank())).allMatch(axis -> shape.dim(axis) > 0) || type.size() == 0,
                "expected at least one element to choose from, found " + y.get(0));
        return type;
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        lower(name(), name(), 1, z, out);
    }

    @Override
    default Optional<JavaForm> inJava() {
        String better = "Math." + name();
        return Optional.of((z, out) -> {
            DType dtype = z.result().type().dtype();
            String worst =
                    dtype.isReal() ? "Double.%s_INFINITY" : dtype == DType.I32 ? "Integer.%s_VALUE" : "Long.%s_VALUE";
            boolean most = name().equals("max");
            String first = worst.formatted(dtype.isReal() ? (most ? "NEGATIVE" : "POSITIVE") : most ? "MIN" : "MAX");
            Folded.along(axes(), z).write(out, first, "z = " + better + "(z, x);", "");
        });
    }

    @Override
    default Register pullback(Assignment z, Register dz, int operand) {
        return share(z).mul(spread(z, dz));
    }

    @Override
    default Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return share(z).mul(Objects.requireNonNull(ty.get(0))).apply(new Sum(axes(), keepDims()));
    }

    /** One over the number of such elements where an element is one of them, otherwise 0. */
    private Register share(Assignment z) {
        Register x = z.operand(0);
        Register greatest = x.equal(spread(z, z.result())).cast(x.type().dtype());
        return greatest.div(spread(z, greatest.apply(new Sum(axes(), keepDims()))));
    }

    @Override
    default Keeps keeps() {
        return Keeps.BOTH;
    }
}
