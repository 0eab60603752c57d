package dev.wengert.operator.linalg;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Single;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The determinant of each matrix: {@code (…, n, n) → (…)}; 1 for n = 0. Convention: the cotangent is right at singular
 * matrices too, made of {@linkplain Cofactors cofactors} and not of an inverse; further derivatives there are NaN. For large
 * matrices {@link Slogdet} does not overflow.
 */
record Det() implements LinalgOperator, Single {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Matrices.requireSquare("an operand", y.get(0));
        return y.get(0).withShape(Matrices.batch(y.get(0).shape()));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        long n = x.shape().dim(-1);
        long count = z.result().type().size();
        out.emit(
                "det_" + x.dtype(),
                Matrices.tiles(count, n),
                new long[] {count, n},
                new double[0],
                out.result(0),
                out.operand(0),
                out.scratch(x.byteSize()));
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        return Matrices.overMatrices(dz).mul(z.operand(0).apply(new Cofactors()));
    }

    @Override
    public Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return z.operand(0)
                .apply(new Cofactors())
                .mul(Objects.requireNonNull(ty.get(0)))
                .sum(-2, -1);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
