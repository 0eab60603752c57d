package dev.wengert.operator.random;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = x·m}, where m is 0 with probability p, otherwise {@code 1/(1 − p)}, of x and the number of the step, i64 without
 * dimensions (Srivastava et al., 2014). m depends on seed, stream, step, p and the place of the element alone, by
 * Philox4x32-10: nothing of it is stored, and the VJP is the operator itself. All samples of a batch have the same m, unless their
 * steps differ.
 * Convention: as in PyTorch, a NaN or ∞ that is dropped is NaN.
 *
 * @param p how likely an element is dropped, in [0, 1]; 0.5 unless given
 * @param seed the key
 * @param stream tells apart the draws of one seed
 */
record Dropout(double p, long seed, long stream) implements RandomOperator, Single {
    Dropout() {
        this(0.5, 0, 0);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.real("x", y.get(0));
        RandomOperator.checkStep(y.get(1));
        Require.that(p >= 0 && p <= 1, "expected a p in [0, 1], found " + p);
        return y.get(0);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        out.emit(
                "dropout_" + x.dtype(),
                Tiling.work(x.size(), 4 * x.size()),
                new long[] {x.size(), seed, stream},
                new double[] {p},
                out.result(0),
                out.operand(0),
                out.operand(1));
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        return dz.apply(this, z.operand(1));
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register tx = ty.get(0);
        return tx == null ? null : tx.apply(this, z.operand(1));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        if (batched[1]) {
            return Broadcasting.oneByOne(this, operands, batched);
        }
        Register ones = operands.get(0).builder().fill(1, z.operand(0).type());
        return operands.get(0).mul(ones.apply(this, operands.get(1)));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
