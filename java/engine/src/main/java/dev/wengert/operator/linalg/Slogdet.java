package dev.wengert.operator.linalg;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sign of each determinant and the logarithm of its absolute value: {@code (…, n, n) → (…), (…)}; 1 and 0 for n = 0.
 * Results: sign, logarithm.
 * Convention: a singular matrix has the sign 0 and the logarithm −∞, and a run of its derivative ends in an exception, as that
 * is the inverse's; the sign hands on no cotangent.
 */
record Slogdet() implements LinalgOperator, Operator {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(1, operands);
        TensorType x = operands.get(0);
        Matrices.requireSquare("an operand", x);
        TensorType number = x.withShape(Matrices.batch(x.shape()));
        return List.of(number, number);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        long n = x.shape().dim(-1);
        long count = z.result().type().size();
        out.emit(
                "slogdet_" + x.dtype(),
                Matrices.tiles(count, n),
                new long[] {count, n},
                new double[0],
                out.result(0),
                out.result(1),
                out.operand(0),
                out.scratch(x.byteSize()));
    }

    @Override
    public @Nullable Register vjp(Assignment z, List<@Nullable Register> dz, int operand) {
        Register dlog = dz.get(1);
        return dlog == null ? null : Matrices.overMatrices(dlog).mul(slope(z));
    }

    @Override
    public List<@Nullable Register> jvp(Assignment z, List<@Nullable Register> ty) {
        Register tx = ty.get(0);
        return Arrays.asList(null, tx == null ? null : slope(z).mul(tx).sum(-2, -1));
    }

    /** The derivative of the logarithm. */
    private static Register slope(Assignment z) {
        return Matrices.transposed(z.operand(0).apply(new Inv()));
    }

    @Override
    public List<Register> batch(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).builder().apply(this, operands);
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
