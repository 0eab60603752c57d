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
 * The cofactors of each matrix, {@code (…, n, n) → (…, n, n)}: {@code (−1)^(i+j)} times the determinant without row i and
 * column j. They are the derivative of the determinant, and the transpose of the adjugate. Computed by complete pivoting, so
 * that singular matrices are no exception. Convention: the derivatives are those at invertible matrices, and NaN at others.
 */
record Cofactors() implements LinalgOperator, Single {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Matrices.requireSquare("an operand", y.get(0));
        return y.get(0);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType type = z.result().type();
        long n = type.shape().dim(-1);
        long count = Matrices.batch(type.shape()).size();
        out.emit(
                "cofactors_" + type.dtype(),
                Matrices.tiles(count, n),
                new long[] {count, n},
                new double[0],
                out.result(0),
                out.operand(0),
                out.scratch(2 * type.byteSize()),
                out.scratch(2 * count * n * Long.BYTES));
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        return changed(z, dz);
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return changed(z, Objects.requireNonNull(ty.get(0)));
    }

    /** {@code (⟨c, t⟩·c − c·tᵀ·c) / det x} for cofactors c, a symmetric map, so tangent and cotangent alike. */
    private static @Nullable Register changed(Assignment z, Register t) {
        Register c = z.result();
        if (c.type().shape().dim(-1) < 2) {
            return null;
        }
        Register along = Matrices.overMatrices(c.mul(t).sum(-2, -1)).mul(c);
        Register across = c.matmul(t, false, true).matmul(c);
        return along.sub(across).div(Matrices.overMatrices(z.operand(0).apply(new Det())));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    public Keeps keeps() {
        return Keeps.BOTH;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
