package dev.wengert.operator.linalg;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The x with {@code a·x = b}, given the factors of a and the order of its rows as {@link LuFactor} gives them:
 * {@code (B…, n, n), (B…, n), (B…, n, k) → (B…, n, k)}. Operands: factors, order, b.
 *
 * @param transpose whether {@code aᵀ·x = b} is meant
 */
record LuSolve(boolean transpose) implements LinalgOperator, SingleFormula {
    @Override
    public int arity() {
        return 3;
    }

    @Override
    public void check(List<TensorType> y) {
        TensorType lu = y.get(0);
        Matrices.requireSquare("factors", lu);
        Require.same("an order", new TensorType(DType.I64, LuFactor.order(lu.shape())), y.get(1));
        Require.rankAtLeast(2, "b", y.get(2));
        Require.same(
                "b",
                lu.withShape(Matrices.of(
                        Matrices.batch(lu.shape()),
                        lu.shape().dim(-1),
                        y.get(2).shape().dim(-1))),
                y.get(2));
    }

    @Override
    public Register write(List<Register> y) {
        Register lu = y.get(0);
        Register order = y.get(1);
        TriangularSolve l = new TriangularSolve(false, true, true, transpose);
        TriangularSolve u = new TriangularSolve(true, true, false, transpose);
        return transpose
                ? Matrices.rows(lu.apply(l, lu.apply(u, y.get(2))), Matrices.inverse(order))
                : lu.apply(u, lu.apply(l, Matrices.rows(y.get(2), order)));
    }
}
