package dev.wengert.operator.index;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.JavaWalk;
import dev.wengert.list.Keeps;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows replaced: {@code (B…, rows, d…), (B…, i…), (B…, i…, d…) → (B…, rows, d…)} is x but for {@code z[index[j]] = values[j]},
 * of any element type. Operands: x, index, values. Convention: where an index comes several times, the last row stays, and
 * alone has a cotangent.
 *
 * @param batchDims how many leading axes go together
 */
record Put(int batchDims) implements IndexOperator, Single {
    @Override
    public int arity() {
        return 3;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Shape x = y.get(0).shape();
        Shape index = y.get(1).shape();
        Require.index("indices", y.get(1));
        Require.that(batchDims >= 0, "expected batchDims of at least 0, found " + batchDims);
        Require.rankAtLeast(batchDims + 1, "an operand", y.get(0));
        Require.rankAtLeast(batchDims, "indices", y.get(1));
        Require.that(
                x.slice(0, batchDims).equals(index.slice(0, batchDims)),
                "the first " + batchDims + " dimensions differ: " + x + " and " + index);
        Shape values = index;
        for (int axis = batchDims + 1; axis < x.rank(); axis++) {
            values = values.insert(values.rank(), x.dim(axis));
        }
        Require.same("values", y.get(0).withShape(values), y.get(2));
        return y.get(0);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType type = z.result().type();
        Gather.Rows sizes = Gather.Rows.of(type.shape(), z.operand(1).type().shape(), batchDims);
        out.emit(
                "put_b" + type.dtype().byteSize() + "_" + z.operand(1).type().dtype(),
                sizes.tiles(),
                sizes.sizes(),
                new double[0],
                out.result(0),
                out.operand(0),
                out.operand(1),
                out.operand(2));
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        Register index = z.operand(1);
        return switch (operand) {
            case 0 -> dz.apply(this, index, zeros(z, dz.type().dtype()));
            case 2 ->
                dz.apply(new Gather(batchDims), index)
                        .mul(stays(z).cast(dz.type().dtype()));
            default -> null;
        };
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register tx = ty.get(0);
        Register tv = ty.get(2);
        if (tx == null && tv == null) {
            return null;
        }
        DType dtype = z.result().type().dtype();
        Register x = tx == null ? z.operand(0).builder().fill(0, z.result().type()) : tx;
        return x.apply(this, z.operand(1), tv == null ? zeros(z, dtype) : tv);
    }

    private static Register zeros(Assignment z, DType dtype) {
        return z.operand(1).builder().fill(0, z.operand(2).type().withDType(dtype));
    }

    /** Whether each row of values is the one that stays, {@code (B…, i…, 1…)}: it finds its own number where it was put. */
    private Register stays(Assignment z) {
        Register index = z.operand(1);
        ListBuilder list = index.builder();
        Shape shape = index.type().shape();
        Shape numbers = shape.slice(batchDims, shape.rank());
        Register number = list.call("arange", Map.of("stop", numbers.size(), "step", 1, "dtype", DType.I64), List.of())
                .get(0)
                .reshape(numbers)
                .broadcastTo(shape);
        Shape rows = z.result().type().shape().slice(0, batchDims + 1);
        Register nobody = list.fill(-1, new TensorType(DType.I64, rows));
        Register found = nobody.apply(this, index, number).apply(new Gather(batchDims), index);
        Shape columns = shape;
        while (columns.rank() < z.operand(2).type().shape().rank()) {
            columns = columns.insert(columns.rank(), 1);
        }
        return found.equal(number).reshape(columns);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        return Broadcasting.repeat(operands.get(0), batched[0], size)
                .apply(
                        new Put(batchDims + 1),
                        Broadcasting.repeat(operands.get(1), batched[1], size),
                        Broadcasting.repeat(operands.get(2), batched[2], size));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> {
            Register index = z.operand(1);
            out.read(z.result(), JavaWalk.dense(z.operand(0)));
            Gather.Rows.of(z.result().type().shape(), index.type().shape(), batchDims)
                    .each(
                            out,
                            index,
                            (row, place) -> out.line(
                                    out.element(z.result(), row) + " = " + out.element(z.operand(2), place) + ";"));
        });
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
