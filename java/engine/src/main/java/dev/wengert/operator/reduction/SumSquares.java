package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.tensor.Axes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code Σ x²} over axes in one pass; of no elements, 0.
 *
 * @param axes the axes, all if none
 * @param keepDims whether the axes stay, with length 1
 */
record SumSquares(Axes axes, boolean keepDims) implements Reduction {
    @Override
    public SumSquares over(Axes other) {
        return new SumSquares(other, keepDims);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return inJava("0", "z += x * x;", "");
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        lower("sum_squares", "sum", 1, z, out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return z.operand(0).mul(kept(z, dz.mul(2)));
    }

    @Override
    public Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register product = z.operand(0).mul(Objects.requireNonNull(ty.get(0)));
        return product.apply(new Sum(axes, keepDims)).mul(2);
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
