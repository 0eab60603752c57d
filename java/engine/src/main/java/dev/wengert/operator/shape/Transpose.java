package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.JavaForm;
import dev.wengert.list.JavaWalk;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Geometry;
import dev.wengert.operator.Linear;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The axes in another order: axis i of the result is axis {@code order[i]} of the operand.
 *
 * @param order a permutation of the operand's axes
 */
record Transpose(Axes order) implements ShapeOperator, Linear {
    @Override
    public TensorType type(List<TensorType> y) {
        Shape shape = y.get(0).shape();
        int[] permutation = order.permutation(shape.rank());
        long[] dims = new long[permutation.length];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = shape.dim(permutation[i]);
        }
        return y.get(0).withShape(Shape.of(dims));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        TensorType type = z.result().type();
        Geometry geometry = Geometry.of(type.shape().dims(), strides(z));
        Shape shape = z.operand(0).type().shape();
        Matrix matrix = Matrix.of(shape, order.permutation(shape.rank()));
        String width = "_b" + type.dtype().byteSize();
        if (matrix != null) {
            out.emit(
                    "transpose" + width,
                    Tiling.elements(geometry.size()),
                    new long[] {matrix.batch, matrix.rows, matrix.cols},
                    new double[0],
                    out.result(0),
                    out.operand(0));
        } else {
            out.emit(
                    "copy" + width,
                    Tiling.elements(geometry.size()),
                    new long[] {geometry.size(), geometry.inner(), geometry.innerStride(0), 0, geometry.outerRank()},
                    new double[0],
                    out.result(0),
                    out.operand(0),
                    geometry.outerRank() == 0 ? Buffer.NONE : geometry.outer(out));
        }
    }

    /** How far neighbours along the axes of the result lie apart in the operand. */
    private long[] strides(Assignment z) {
        long[] dense = z.operand(0).type().shape().strides();
        int[] permutation = order.permutation(dense.length);
        long[] strides = new long[dense.length];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = dense[permutation[i]];
        }
        return strides;
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        int[] permutation = order.permutation(z.operand(0).type().shape().rank());
        int[] inverse = new int[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            inverse[permutation[i]] = i;
        }
        return dz.transpose(inverse);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        int[] permutation = order.permutation(z.operand(0).type().shape().rank());
        int[] behind = new int[permutation.length + 1];
        for (int i = 0; i < permutation.length; i++) {
            behind[i + 1] = permutation[i] + 1;
        }
        return operands.get(0).transpose(behind);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> out.read(z.result(), new JavaWalk(z.operand(0), "", strides(z))));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }

    /** A permutation that swaps two neighbouring groups of axes at the end and leaves the axes before them. */
    private record Matrix(long batch, long rows, long cols) {
        static @Nullable Matrix of(Shape shape, int[] permutation) {
            int fixed = 0;
            while (fixed < permutation.length && permutation[fixed] == fixed) {
                fixed++;
            }
            int rank = permutation.length;
            if (fixed == rank) {
                return null;
            }
            int split = permutation[fixed];
            for (int i = fixed; i < rank; i++) {
                if (permutation[i] != fixed + (split - fixed + i - fixed) % (rank - fixed)) {
                    return null;
                }
            }
            return new Matrix(
                    shape.slice(0, fixed).size(),
                    shape.slice(fixed, split).size(),
                    shape.slice(split, rank).size());
        }
    }
}
