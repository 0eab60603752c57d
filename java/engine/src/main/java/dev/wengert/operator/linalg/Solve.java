package dev.wengert.operator.linalg;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The x with {@code a·x = b}: {@code (…, n, n), (…, n, k) → (…, n, k)}, or with vectors for b and x, {@code (…, n, n), (n) or
 * (…, n) → (…, n)}; if not {@code left} the x with {@code x·a = b}: {@code (…, n, n), (…, k, n) → (…, k, n)}. The axes before
 * the last two broadcast. Domain: invertible matrices; a run with a singular one ends in an exception. Convention: as in
 * PyTorch, b counts as vectors if it is one or has a's shape without the last axis. Operands: a, b.
 *
 * @param left whether a stands left of x, as it does unless said otherwise
 */
record Solve(boolean left) implements LinalgOperator, SingleFormula {
    Solve() {
        this(true);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public void check(List<TensorType> y) {
        Matrices.requireSquare("a", y.get(0));
        Require.sameDType(y.get(0), y.get(1));
        Require.rankAtLeast(1, "b", y.get(1));
        Shape a = y.get(0).shape();
        Shape b = y.get(1).shape();
        boolean vectors = isVectors(a, b);
        Require.that(left || !vectors, "expected matrices on the right side of x·a = b, found " + y.get(1));
        Require.that(
                b.dim(vectors || !left ? -1 : -2) == a.dim(-1),
                "expected b with " + a.dim(-1) + (vectors ? " elements" : left ? " rows" : " columns")
                        + ", as a has, found " + y.get(1));
    }

    private static boolean isVectors(Shape a, Shape b) {
        return b.rank() == 1 || b.equals(a.slice(0, a.rank() - 1));
    }

    @Override
    public Register write(List<Register> y) {
        Register a = y.get(0);
        Register b = y.get(1);
        if (isVectors(a.type().shape(), b.type().shape())) {
            return solved(a, b.unsqueeze(-1)).squeeze(-1);
        }
        return left ? solved(a, b) : Matrices.transposed(solved(Matrices.transposed(a), Matrices.transposed(b)));
    }

    private static Register solved(Register a, Register b) {
        Shape of = a.type().shape();
        Shape right = b.type().shape();
        Shape batch = Matrices.batch(of).broadcast(Matrices.batch(right));
        long n = of.dim(-1);
        Shape full = Matrices.of(batch, n, right.dim(-1));
        if (Matrices.batch(of).size() == 1 && batch.size() > 1) {
            Shape all = Shape.of(batch.size(), n, right.dim(-1));
            Register x = first(a.reshape(n, n), Columns.of(b.reshape(all)));
            return Columns.back(x, all).reshape(full);
        }
        return first(a.broadcastTo(Matrices.of(batch, n, n)), b.broadcastTo(full));
    }

    private static Register first(Register a, Register b) {
        return a.builder().apply(new SolveWithFactors(), List.of(a, b)).get(0);
    }
}
