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
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows added up at their indices, the adjoint of {@link Gather}: {@code (B…, i…), (B…, i…, d…) → (B…, rows, d…)}. Rows that
 * no index names are zero; several at one index are added in their order. PyTorch's function of this name is {@code scatter}
 * that adds. Operands: index, values.
 *
 * @param rows the rows of the result
 * @param batchDims how many leading axes go together
 */
public record ScatterAdd(long rows, int batchDims) implements IndexOperator, Single {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Shape index = y.get(0).shape();
        Shape values = y.get(1).shape();
        Require.index("indices", y.get(0));
        Require.real("values", y.get(1));
        Require.that(batchDims >= 0, "expected batchDims of at least 0, found " + batchDims);
        Require.rankAtLeast(batchDims, "indices", y.get(0));
        Require.that(rows >= 0, "expected a number of rows, found " + rows);
        Require.that(
                values.rank() >= index.rank() && values.slice(0, index.rank()).equals(index),
                "expected values whose first dimensions are " + index + ", found " + values);
        Shape result = index.slice(0, batchDims).insert(batchDims, rows);
        for (int axis = index.rank(); axis < values.rank(); axis++) {
            result = result.insert(result.rank(), values.dim(axis));
        }
        return y.get(1).withShape(result);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType result = z.result().type();
        Gather.Rows sizes = Gather.Rows.of(result.shape(), z.operand(0).type().shape(), batchDims);
        out.emit(
                "scatter_add_" + result.dtype() + "_" + z.operand(0).type().dtype(),
                sizes.tiles(),
                sizes.sizes(),
                new double[0],
                out.result(0),
                out.operand(0),
                out.operand(1));
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        return operand == 0 ? null : dz.apply(new Gather(batchDims), z.operand(0));
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register values = ty.get(1);
        return values == null ? null : z.operand(0).apply(this, values);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        return Broadcasting.repeat(operands.get(0), batched[0], size)
                .apply(new ScatterAdd(rows, batchDims + 1), Broadcasting.repeat(operands.get(1), batched[1], size));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> {
            Register index = z.operand(0);
            out.declare(z.result(), "0");
            Gather.Rows.of(z.result().type().shape(), index.type().shape(), batchDims)
                    .each(
                            out,
                            index,
                            (row, place) -> out.line(
                                    out.element(z.result(), row) + " += " + out.element(z.operand(1), place) + ";"));
        });
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
