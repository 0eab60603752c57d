package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code √ Σ x²} over axes; of no elements, 0. Convention: where the norm is 0, so is the cotangent.
 *
 * @param axes the axes, all if none
 * @param keepDims whether the axes stay, with length 1
 */
record FrobeniusNorm(Axes axes, boolean keepDims) implements Reduction {
    @Override
    public FrobeniusNorm over(Axes other) {
        return new FrobeniusNorm(other, keepDims);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return inJava("0", "z += x * x;", "z = Math.sqrt(z);");
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower("sum_squares", "sum", 1, z, out);
        long n = z.result().type().size();
        out.emit(
                "sqrt_" + z.result().type().dtype(),
                Tiling.elements(n),
                new long[] {n},
                new double[0],
                out.result(0),
                out.result(0));
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return direction(z).mul(spread(z, dz));
    }

    @Override
    public Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return direction(z).mul(Objects.requireNonNull(ty.get(0))).apply(new Sum(axes, keepDims));
    }

    /** {@code x / ‖x‖}, and 0 where the norm is 0. */
    private Register direction(Assignment z) {
        Register norm = kept(z, z.result());
        Register isZero = norm.equal(norm.builder().fill(0, norm.type().withShape(Shape.scalar())));
        return z.operand(0).div(norm.add(isZero.cast(norm.type().dtype())));
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }
}
