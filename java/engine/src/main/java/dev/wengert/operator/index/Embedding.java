package dev.wengert.operator.index;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a weight at indices: {@code (i…), (rows, d) → (i…, d)}. The cotangent of the weight adds up, in the order of the
 * indices, what reached each row. Domain: indices in [0, rows); another fails the run. Convention: as in PyTorch, row {@code
 * paddingIdx} is read like any other, but has no cotangent and no tangent.
 *
 * @param paddingIdx a row that is not trained, from the end if negative; none unless given
 */
record Embedding(long paddingIdx) implements IndexOperator, Single {
    private static final long NONE = Long.MIN_VALUE;

    Embedding() {
        this(NONE);
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        TensorType weight = y.get(1);
        Require.index("indices", y.get(0));
        Require.real("a weight", weight);
        Require.rank(2, "a weight", weight);
        long rows = weight.shape().dim(0);
        Require.that(
                paddingIdx == NONE || (paddingIdx >= -rows && paddingIdx < rows),
                "expected a paddingIdx in [" + -rows + ", " + rows + "), found " + paddingIdx);
        Shape index = y.get(0).shape();
        return weight.withShape(index.insert(index.rank(), weight.shape().dim(1)));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType weight = z.operand(1).type();
        Gather.Rows rows = Gather.Rows.of(weight.shape(), z.operand(0).type().shape(), 0);
        out.emit(
                "gather_b" + weight.dtype().byteSize() + "_"
                        + z.operand(0).type().dtype(),
                Tiling.work(rows.count(), rows.count() * Math.max(1, rows.width())),
                rows.sizes(),
                new double[0],
                out.result(0),
                out.operand(1),
                out.operand(0));
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        long rows = z.operand(1).type().shape().dim(0);
        return operand == 0 ? null : z.operand(0).apply(new ScatterAdd(rows, 0), trained(z, dz));
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register tangent = ty.get(1);
        return tangent == null ? null : trained(z, tangent.apply(new Gather(0), z.operand(0)));
    }

    /** The rows of a cotangent or tangent, zero where the index is that of the padding. */
    private Register trained(Assignment z, Register rows) {
        if (paddingIdx == NONE) {
            return rows;
        }
        Register index = z.operand(0);
        long padding = paddingIdx < 0 ? paddingIdx + z.operand(1).type().shape().dim(0) : paddingIdx;
        Shape shape = index.type().shape();
        return index.equal((double) padding)
                .reshape(shape.insert(shape.rank(), 1))
                .where(0, rows);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        Register index = operands.get(0);
        Register weight = operands.get(1);
        if (!batched[1]) {
            return index.apply(this, weight);
        }
        long size = Broadcasting.batchSize(operands, batched);
        if (paddingIdx == NONE) {
            return weight.apply(new Gather(1), Broadcasting.repeat(index, batched[0], size));
        }
        return Broadcasting.oneByOne(this, operands, batched);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> Gather.Rows.of(
                        z.operand(1).type().shape(), z.operand(0).type().shape(), 0)
                .read(out, z.result(), z.operand(1), z.operand(0)));
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
