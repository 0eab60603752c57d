package dev.wengert.operator.linalg;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Single;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lower triangular L with positive diagonal and {@code L·Lᵀ = ½(x + xᵀ)}: {@code (…, n, n) → (…, n, n)}. Domain: matrices
 * whose symmetric part is positive definite; a run with another ends in an exception. Convention: x counts as symmetric, so
 * its cotangent is symmetric too, as in PyTorch; of an x that is not, the symmetric part is factored, while PyTorch reads one
 * triangle.
 *
 * <p>Derivatives after Murray, "Differentiation of the Cholesky decomposition" (2016), §3.
 *
 * @param upper whether {@code U = Lᵀ} is meant, so that {@code Uᵀ·U} is x
 */
record Cholesky(boolean upper) implements LinalgOperator, Single {
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
        Shape shape = z.result().type().shape();
        long count = Matrices.batch(shape).size();
        out.emit(
                "cholesky_" + z.result().type().dtype(),
                Matrices.tiles(count, shape.dim(-1)),
                new long[] {count, shape.dim(-1), upper ? 1 : 0},
                new double[0],
                out.result(0),
                out.operand(0));
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register l = lower(z.result());
        Register middle = lowerHalf(l.matmul(lower(dz), true, false));
        Register left = l.apply(TriangularSolve.lower(true, true), middle);
        return symmetric(l.apply(TriangularSolve.lower(false, false), left));
    }

    @Override
    public Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register l = lower(z.result());
        Register left = l.apply(TriangularSolve.lower(true, false), symmetric(Objects.requireNonNull(ty.get(0))));
        Register middle = lowerHalf(l.apply(TriangularSolve.lower(false, true), left));
        return lower(l.matmul(middle));
    }

    /** L, or U as L and back. */
    private Register lower(Register factor) {
        return upper ? Matrices.transposed(factor) : factor;
    }

    /** The lower triangle with half the diagonal. */
    private static Register lowerHalf(Register x) {
        return x.tril(0).add(x.tril(-1)).mul(0.5);
    }

    private static Register symmetric(Register x) {
        return x.add(Matrices.transposed(x)).mul(0.5);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    public Keeps keeps() {
        return Keeps.RESULTS;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
