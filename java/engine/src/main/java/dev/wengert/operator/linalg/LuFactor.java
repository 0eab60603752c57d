package dev.wengert.operator.linalg;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The factors of {@code P·x = L·U} with partial pivoting, {@code (…, n, n) → (…, n, n), (…, n)}: U with, below its diagonal,
 * L without its ones; and the order of the rows, i64, row i of P·x being row {@code order[i]} of x. Results: factors, order. Convention: the order is
 * given in place of the interchanges that LAPACK and PyTorch give; a singular matrix has factors, with a 0 on the diagonal of
 * U, but no derivative.
 */
record LuFactor() implements LinalgOperator, Operator {
    private static final TriangularSolve L_TRANSPOSED = new TriangularSolve(false, true, true, true);
    private static final TriangularSolve L = new TriangularSolve(false, true, true, false);
    private static final TriangularSolve U_TRANSPOSED_RIGHT = new TriangularSolve(true, false, false, true);
    private static final TriangularSolve U_RIGHT = new TriangularSolve(true, false, false, false);

    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(1, operands);
        TensorType x = operands.get(0);
        Matrices.requireSquare("an operand", x);
        return List.of(x, new TensorType(DType.I64, order(x.shape())));
    }

    static Shape order(Shape matrices) {
        return matrices.slice(0, matrices.rank() - 1);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        emit(z.operand(0).type(), false, out, out.result(0), out.result(1), out.operand(0));
    }

    /** Factors matrices of that type; if {@code strict}, singular ones are refused by the run. */
    static void emit(TensorType type, boolean strict, Lowering out, Buffer lu, Buffer order, Buffer x) {
        long n = type.shape().dim(-1);
        long count = Matrices.batch(type.shape()).size();
        out.emit(
                "lu_" + type.dtype(),
                Matrices.tiles(count, n),
                new long[] {count, n, strict ? 1 : 0},
                new double[0],
                lu,
                order,
                x);
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        Register dlu = dz.get(0);
        return dlu == null ? null : cotangent(z.result(0), z.result(1), dlu);
    }

    /** The cotangent of x, given that of its factors: {@code Pᵀ·L⁻ᵀ·(tril(Lᵀ·dL, −1) + triu(dU·Uᵀ))·U⁻ᵀ}. */
    static Register cotangent(Register lu, Register order, Register dlu) {
        Register dl = dlu.tril(-1);
        Register below = dl.add(lu.tril(-1).matmul(dl, true, false)).tril(-1);
        Register above = dlu.triu(0).matmul(lu.triu(0), false, true).triu(0);
        Register left = lu.apply(L_TRANSPOSED, below.add(above));
        return Matrices.rows(lu.apply(U_TRANSPOSED_RIGHT, left), Matrices.inverse(order));
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        return Arrays.asList(tangent(z.result(0), z.result(1), ty.get(0)), null);
    }

    /** The tangent of the factors: {@code L·tril(m, −1) + triu(m)·U} with {@code m = L⁻¹·P·tx·U⁻¹}. */
    static @Nullable Register tangent(Register lu, Register order, @Nullable Register tx) {
        if (tx == null) {
            return null;
        }
        Register left = lu.apply(L, Matrices.rows(tx, order));
        Register middle = lu.apply(U_RIGHT, left);
        Register below = middle.tril(-1);
        return below.add(lu.tril(-1).matmul(below)).add(middle.triu(0).matmul(lu.triu(0)));
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).builder().apply(this, operands);
    }

    @Override
    public Keeps keeps() {
        return Keeps.RESULTS;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
