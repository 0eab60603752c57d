package dev.wengert.operator.linalg;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The x with {@code a·x = b}, {@code (B…, n, n), (B…, n, k) → (B…, n, k)}, and as further results the factors of a and the
 * order of its rows as {@link LuFactor} gives them, so that derivatives solve with a again at the cost of a product. Domain:
 * invertible matrices; a run with a singular one ends in an exception. Operands: a, b. Results: x,
 * factors, order.
 */
record SolveWithFactors() implements LinalgOperator, Operator {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(2, operands);
        TensorType a = operands.get(0);
        TensorType b = operands.get(1);
        Matrices.requireSquare("a", a);
        Require.rankAtLeast(2, "b", b);
        Shape batch = Matrices.batch(a.shape());
        Require.same(
                "b", a.withShape(Matrices.of(batch, a.shape().dim(-1), b.shape().dim(-1))), b);
        return List.of(b, a, new TensorType(DType.I64, LuFactor.order(a.shape())));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType a = z.operand(0).type();
        DType dtype = a.dtype();
        long n = a.shape().dim(-1);
        long cols = z.result().type().shape().dim(-1);
        long count = Matrices.batch(a.shape()).size();
        LuFactor.emit(a, true, out, out.result(1), out.result(2), out.operand(0));
        new TriangularSolve(false, true, true, false)
                .emit(count, n, cols, false, dtype, out, out.result(0), out.result(1), out.operand(1), out.result(2));
        new TriangularSolve(true, true, false, false)
                .emit(count, n, cols, false, dtype, out, out.result(0), out.result(1), out.result(0), Buffer.NONE);
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        Register x = z.result(0);
        Register lu = z.result(1);
        Register order = z.result(2);
        Register dx = dz.get(0);
        Register dlu = dz.get(1);
        Register db = dx == null ? null : lu.apply(new LuSolve(true), order, dx);
        if (operand == 1) {
            return db;
        }
        Register throughX = db == null ? null : db.matmul(x, false, true).neg();
        Register throughFactors = dlu == null ? null : LuFactor.cotangent(lu, order, dlu);
        return throughX == null ? throughFactors : throughFactors == null ? throughX : throughX.add(throughFactors);
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Register lu = z.result(1);
        Register order = z.result(2);
        Register ta = ty.get(0);
        Register tb = ty.get(1);
        Register product = ta == null ? null : ta.matmul(z.result(0));
        Register change = product == null ? tb : tb == null ? product.neg() : tb.sub(product);
        Register tx = change == null ? null : lu.apply(new LuSolve(false), order, change);
        return Arrays.asList(tx, LuFactor.tangent(lu, order, ta), null);
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        Register a = operands.get(0);
        Register b = operands.get(1);
        long size = Broadcasting.batchSize(operands, batched);
        if (batched[0]) {
            return a.builder().apply(this, List.of(a, Broadcasting.repeat(b, batched[1], size)));
        }
        List<Register> results = a.builder().apply(this, List.of(a, Columns.of(b)));
        return List.of(
                Columns.back(results.get(0), b.type().shape()),
                Broadcasting.repeat(results.get(1), false, size),
                Broadcasting.repeat(results.get(2), false, size));
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
