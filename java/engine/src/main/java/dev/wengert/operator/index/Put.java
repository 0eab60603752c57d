package dev.wengert.operator.index;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows with some elements replaced: {@code (B…, n), (B…, m), (B…, m) → (B…, n)} is x but for {@code z[index[j]] = values[j]},
 * of any element type. Operands: x, index, values. Convention: where an index comes several times, the last value stays, and
 * alone has a cotangent.
 */
record Put() implements IndexOperator, Single {
    @Override
    public int arity() {
        return 3;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Shape x = y.get(0).shape();
        Shape index = y.get(1).shape();
        Require.index("indices", y.get(1));
        Require.rankAtLeast(1, "an operand", y.get(0));
        Require.that(
                index.rank() == x.rank() && index.slice(0, x.rank() - 1).equals(x.slice(0, x.rank() - 1)),
                "expected indices of the operand's shape but for the last axis, found " + x + " and " + index);
        Require.same("values", y.get(0).withShape(index), y.get(2));
        return y.get(0);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType type = z.result().type();
        long n = type.shape().dim(-1);
        long count = z.operand(1).type().shape().dim(-1);
        long rows = type.shape().slice(0, type.shape().rank() - 1).size();
        out.emit(
                "put_b" + type.dtype().byteSize() + "_" + z.operand(1).type().dtype(),
                Tiling.rows(rows, n + count),
                new long[] {rows, n, count},
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
            case 2 -> picked(dz, index).mul(stays(z).cast(dz.type().dtype()));
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
        return z.operand(1).builder().fill(0, z.operand(1).type().withDType(dtype));
    }

    private static Register picked(Register rows, Register index) {
        return rows.apply(new Gather(rows.type().shape().rank() - 1), index);
    }

    /** Whether each value is the one that stays: it finds its own number where it was put. */
    private Register stays(Assignment z) {
        Register index = z.operand(1);
        ListBuilder list = index.builder();
        Shape shape = index.type().shape();
        Register number = list.call("arange", Map.of("stop", shape.dim(-1), "step", 1, "dtype", DType.I64), List.of())
                .get(0)
                .broadcastTo(shape);
        Register nobody = list.fill(-1, z.result().type().withDType(DType.I64));
        return picked(nobody.apply(this, index, number), index).equal(number);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        return Broadcasting.repeat(operands.get(0), batched[0], size)
                .apply(
                        this,
                        Broadcasting.repeat(operands.get(1), batched[1], size),
                        Broadcasting.repeat(operands.get(2), batched[2], size));
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
