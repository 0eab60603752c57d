package dev.wengert.operator.index;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
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
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table: {@code (B…, rows, d…), (B…, i…) → (B…, i…, d…)}, where the first {@code batchDims} axes of both go
 * together. With {@code batchDims} 1 and a table {@code (rows, n)} it picks one element of each row. PyTorch's function of
 * this name is {@code take_along_axis}. Operands: table, index.
 *
 * @param batchDims how many leading axes table and indices have in common
 */
record Gather(int batchDims) implements IndexOperator, Single {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Shape table = y.get(0).shape();
        Shape index = y.get(1).shape();
        Require.index("indices", y.get(1));
        Require.that(batchDims >= 0, "expected batchDims of at least 0, found " + batchDims);
        Require.rankAtLeast(batchDims + 1, "a table", y.get(0));
        Require.rankAtLeast(batchDims, "indices", y.get(1));
        Require.that(
                table.slice(0, batchDims).equals(index.slice(0, batchDims)),
                "the first " + batchDims + " dimensions differ: " + table + " and " + index);
        Shape result = index;
        for (int axis = batchDims + 1; axis < table.rank(); axis++) {
            result = result.insert(result.rank(), table.dim(axis));
        }
        return y.get(0).withShape(result);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType table = z.operand(0).type();
        Rows rows = Rows.of(table.shape(), z.operand(1).type().shape(), batchDims);
        out.emit(
                "gather_b" + table.dtype().byteSize() + "_"
                        + z.operand(1).type().dtype(),
                Tiling.work(rows.batch() * rows.count(), rows.batch() * rows.count() * Math.max(1, rows.width())),
                rows.sizes(),
                new double[0],
                out.result(0),
                out.operand(0),
                out.operand(1));
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        if (operand == 1) {
            return null;
        }
        return z.operand(1).apply(new ScatterAdd(z.operand(0).type().shape().dim(batchDims), batchDims), dz);
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register table = ty.get(0);
        return table == null ? null : table.apply(this, z.operand(1));
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        if (!batched[0] && batchDims == 0) {
            return operands.get(0).apply(this, operands.get(1));
        }
        long size = Broadcasting.batchSize(operands, batched);
        return Broadcasting.repeat(operands.get(0), batched[0], size)
                .apply(new Gather(batchDims + 1), Broadcasting.repeat(operands.get(1), batched[1], size));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> Rows.of(
                        z.operand(0).type().shape(), z.operand(1).type().shape(), batchDims)
                .read(out, z.result(), z.operand(0), z.operand(1)));
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }

    /** The sizes that the kernels of this family take. */
    record Rows(long batch, long count, long width, long rows) {
        static Rows of(Shape table, Shape index, int batchDims) {
            return new Rows(
                    table.slice(0, batchDims).size(),
                    index.slice(batchDims, index.rank()).size(),
                    table.slice(batchDims + 1, table.rank()).size(),
                    table.dim(batchDims));
        }

        /** Writes loops of Java over the rows at indices; what stands in them is given the places in the whole and the part. */
        void each(JavaBody out, Register index, BiConsumer<String, String> body) {
            out.nest(new long[] {batch, count, width}, at -> {
                String chosen = out.element(index, JavaBody.index(at.subList(0, 2), count, 1));
                String cast = index.type().dtype() == DType.I64 ? "(int) " : "";
                String row = "java.util.Objects.checkIndex(" + cast + chosen + ", " + rows + ")";
                String before = batch == 1 ? "" : at.get(0) + " * " + rows * width + " + ";
                String behind = width == 1 ? "" : " * " + width + " + " + at.get(2);
                body.accept(before + row + behind, JavaBody.index(at, count * width, width, 1));
            });
        }

        /** Declares z in Java as the rows of a table at indices. */
        void read(JavaBody out, Register z, Register table, Register index) {
            out.declare(z, "0");
            each(out, index, (row, place) -> out.line(out.element(z, place) + " = " + out.element(table, row) + ";"));
        }

        /** Tiles for a kernel that writes rows at indices, each of them one batch member, 16 columns or more, or rows. */
        long tiles() {
            long work = batch * width * Math.max(rows, count);
            return Tiling.work(batch > 1 ? batch : Math.max(1, width / 16), work);
        }

        long[] sizes() {
            return new long[] {count, width, rows, batch};
        }
    }
}
