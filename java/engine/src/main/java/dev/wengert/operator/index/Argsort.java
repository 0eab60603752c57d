package dev.wengert.operator.index;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Constant;
import dev.wengert.operator.Lines;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The order that sorts along an axis, i64, of any element type: element j of a line of the result says where the j-th of the
 * sorted elements stands. Equal elements keep their order; NaN is greater than everything. A line has less than 2³²
 * elements.
 *
 * @param axis the axis
 * @param descending whether the greatest comes first
 */
record Argsort(int axis, boolean descending) implements IndexOperator, Constant {
    /** What sorting an element takes, in additions of one. */
    private static final long ADDITIONS = 40;

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Lines along = Lines.along(axis, y.get(0).shape());
        Require.that(along.n() < 1L << 32, "expected lines of less than 2^32 elements, found " + y.get(0));
        return y.get(0).withDType(DType.I64);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType x = z.operand(0).type();
        Lines along = Lines.along(axis, x.shape());
        long outer = along.outer();
        long n = along.n();
        long inner = along.inner();
        Buffer scratch = out.scratch(z.result().type().byteSize());
        if (inner == 1) {
            sort(x, outer, n, out.operand(0), out.result(0), scratch, out);
            return;
        }
        Buffer lines = out.scratch(x.byteSize());
        Buffer order = out.scratch(z.result().type().byteSize());
        transpose(x.dtype(), outer, n, inner, out.operand(0), lines, out);
        sort(x, outer * inner, n, lines, order, scratch, out);
        transpose(DType.I64, outer, inner, n, order, out.result(0), out);
    }

    private void sort(TensorType x, long rows, long n, Buffer from, Buffer to, Buffer scratch, Lowering out) {
        out.emit(
                "argsort_" + x.dtype(),
                Tiling.rows(rows, ADDITIONS * n),
                new long[] {rows, n, descending ? 1 : 0},
                new double[0],
                to,
                from,
                scratch);
    }

    private static void transpose(DType dtype, long batch, long rows, long cols, Buffer from, Buffer to, Lowering out) {
        out.emit(
                "transpose_b" + dtype.byteSize(),
                Tiling.elements(batch * rows * cols),
                new long[] {batch, rows, cols},
                new double[0],
                to,
                from);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        int rank = z.result().type().shape().rank();
        return Lines.batched(operands, rank, axis, behind -> new Argsort(behind, descending));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
