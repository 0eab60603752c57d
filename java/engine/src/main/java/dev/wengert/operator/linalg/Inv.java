package dev.wengert.operator.linalg;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
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
 * The inverse of each matrix: {@code (…, n, n) → (…, n, n)}. Domain: invertible matrices; a run with a singular one ends in an
 * exception. To multiply by an inverse, {@link Solve} is faster and more accurate.
 */
record Inv() implements LinalgOperator, Single {
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
        Buffer lu = out.scratch(type.byteSize());
        Buffer order = out.scratch(count * n * Long.BYTES);
        Buffer inverse = out.result(0);
        LuFactor.emit(type, true, out, lu, order, out.operand(0));
        new TriangularSolve(false, true, true, false)
                .emit(count, n, n, false, type.dtype(), out, inverse, lu, Buffer.NONE, order);
        new TriangularSolve(true, true, false, false)
                .emit(count, n, n, false, type.dtype(), out, inverse, lu, inverse, Buffer.NONE);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register y = z.result();
        return y.matmul(dz, true, false).matmul(y, false, true).neg();
    }

    @Override
    public Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register y = z.result();
        return y.matmul(Objects.requireNonNull(ty.get(0))).matmul(y).neg();
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
