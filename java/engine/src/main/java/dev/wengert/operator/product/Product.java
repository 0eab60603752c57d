package dev.wengert.operator.product;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaWalk;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Geometry;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import java.util.List;

/** The sizes of a product of (batches of) matrices, and its instructions. */
record Product(Shape batch, Operand x, Operand y, long m, long n, long k) {
    private static final long X_TRANSPOSED = 1;
    private static final long Y_TRANSPOSED = 2;
    private static final long X_SHARED = 4;
    private static final long Y_SHARED = 8;

    /** One factor: its shape and whether its last two axes are swapped. */
    record Operand(Shape shape, boolean transposed) {
        Shape batch() {
            return shape.slice(0, shape.rank() - 2);
        }

        long rows() {
            return shape.dim(transposed ? -1 : -2);
        }

        long cols() {
            return shape.dim(transposed ? -2 : -1);
        }

        long matrix() {
            return rows() * cols();
        }
    }

    static Product of(Shape x, boolean transposeX, Shape y, boolean transposeY) {
        Operand left = new Operand(x, transposeX);
        Operand right = new Operand(y, transposeY);
        Require.that(
                left.cols() == right.rows(),
                "inner dimensions differ: x has " + left.cols() + " columns, y has " + right.rows() + " rows"
                        + (transposeX || transposeY ? " (as transposed)" : ""));
        return new Product(left.batch().broadcast(right.batch()), left, right, left.rows(), right.cols(), left.cols());
    }

    Shape result() {
        return batch.insert(batch.rank(), m).insert(batch.rank() + 1, n);
    }

    void lower(DType dtype, Lowering out) {
        long count = batch.size();
        long rows = m;
        boolean oneMatrix =
                y.batch().size() == 1 && !x.transposed() && x.batch().size() == count;
        if (oneMatrix) {
            rows = m * count;
            count = 1;
        }
        Buffer left = out.operand(0);
        Buffer right = out.operand(1);
        long flags = (x.transposed() ? X_TRANSPOSED : 0) | (y.transposed() ? Y_TRANSPOSED : 0);
        if (count > 1) {
            flags |= x.batch().size() == 1 ? X_SHARED : 0;
            flags |= y.batch().size() == 1 ? Y_SHARED : 0;
            left = repeated(x, left, dtype, out);
            right = repeated(y, right, dtype, out);
        }
        if (count == 1 && flags == X_TRANSPOSED && Gemm.swap(rows, n, k)) {
            Buffer across = out.scratch(rows * n * dtype.byteSize());
            multiply(dtype, n, rows, flags, count, out, across, right, left);
            out.emit(
                    "transpose_b" + dtype.byteSize(),
                    Tiling.elements(rows * n),
                    new long[] {1, n, rows},
                    new double[0],
                    out.result(0),
                    across);
        } else {
            multiply(dtype, rows, n, flags, count, out, out.result(0), left, right);
        }
    }

    /** Writes the instruction for {@code count} products of {@code rows} rows and {@code cols} columns. */
    private void multiply(
            DType dtype,
            long rows,
            long cols,
            long flags,
            long count,
            Lowering out,
            Buffer z,
            Buffer left,
            Buffer right) {
        boolean rightTransposed = (flags & Y_TRANSPOSED) != 0;
        long blas = Gemm.useBlas(rows, cols, k, rightTransposed)
                ? out.blas(dtype == DType.F32 ? "cblas_sgemm" : "cblas_dgemm")
                : 0;
        Gemm.Tile tile = Gemm.tile(rows, cols, k, rightTransposed);
        long blocks = count * Math.ceilDiv(rows, tile.rows()) * Math.ceilDiv(cols, tile.cols());
        out.emit(
                (blas != 0 ? "gemm_blas_" : "gemm_") + dtype,
                Gemm.tiles(blocks, rows, cols, k, count),
                new long[] {rows, cols, k, flags, tile.rows(), tile.cols(), blas, count},
                new double[0],
                z,
                left,
                right);
    }

    /** The loops of Java: over the batch, rows and columns, then the sum over k. */
    void write(Assignment z, JavaBody out) {
        long[] kept = result().dims();
        out.reduce(
                z.result(),
                kept,
                new long[] {k},
                List.of(walk(z.operand(0), x, true), walk(z.operand(1), y, false)),
                "0",
                "z += x * y;",
                "");
    }

    /** How a factor lies under the batch, rows and columns of the result, then k. */
    private JavaWalk walk(Register register, Operand operand, boolean left) {
        int rank = batch.rank();
        long[] strides = new long[rank + 3];
        long[] repeated = Geometry.broadcastStrides(operand.batch(), batch);
        for (int axis = 0; axis < rank; axis++) {
            strides[axis] = repeated[axis] * operand.matrix();
        }
        long byRow = operand.transposed() ? 1 : operand.cols();
        long byColumn = operand.transposed() ? operand.rows() : 1;
        strides[left ? rank : rank + 1] = left ? byRow : byColumn;
        strides[rank + 2] = left ? byColumn : byRow;
        return new JavaWalk(register, "", strides);
    }

    /** An operand whose batch is neither shared nor full is written out in full. */
    private Buffer repeated(Operand operand, Buffer buffer, DType dtype, Lowering out) {
        if (operand.batch().size() == 1) {
            return buffer;
        }
        Shape full = batch.insert(batch.rank(), operand.matrix());
        Shape from = operand.batch().insert(operand.batch().rank(), operand.matrix());
        return Geometry.repeated(buffer, from, full, dtype, out);
    }
}
