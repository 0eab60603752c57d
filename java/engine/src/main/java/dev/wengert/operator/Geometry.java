package dev.wengert.operator;

import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * How operands lie under the elements of a dense result: dimensions with a stride of each operand, neighbours merged where
 * one step serves both. The innermost dimension is the kernel's inner loop.
 */
public final class Geometry {
    private final List<long[]> axes = new ArrayList<>();
    private final int operands;
    private long size = 1;

    private Geometry(int operands) {
        this.operands = operands;
    }

    /** The geometry of a result of these dimensions over operands with these strides, which may be 0 or negative. */
    public static Geometry of(long[] dims, long[]... strides) {
        Geometry geometry = new Geometry(strides.length);
        for (int axis = 0; axis < dims.length; axis++) {
            geometry.size *= dims[axis];
            if (dims[axis] != 1) {
                long[] entry = new long[1 + strides.length];
                entry[0] = dims[axis];
                for (int i = 0; i < strides.length; i++) {
                    entry[1 + i] = strides[i][axis];
                }
                geometry.append(entry);
            }
        }
        return geometry;
    }

    /** The geometry of dense operands of these shapes under a result that they broadcast to. */
    public static Geometry broadcast(Shape result, Shape... operands) {
        long[][] strides = new long[operands.length][];
        for (int i = 0; i < operands.length; i++) {
            strides[i] = broadcastStrides(operands[i], result);
        }
        return of(result.dims(), strides);
    }

    /** The strides of a dense tensor of shape {@code from} under {@code to}: 0 along the axes that it is repeated. */
    public static long[] broadcastStrides(Shape from, Shape to) {
        long[] strides = new long[to.rank()];
        long[] dense = from.strides();
        for (int i = 1; i <= from.rank(); i++) {
            strides[to.rank() - i] = from.dim(-i) == 1 ? 0 : dense[from.rank() - i];
        }
        return strides;
    }

    /** A dense operand of shape {@code from} under {@code to}: written out in working memory where it is repeated. */
    public static Buffer repeated(Buffer operand, Shape from, Shape to, DType dtype, Lowering out) {
        if (from.size() == to.size()) {
            return operand;
        }
        Geometry geometry = broadcast(to, from);
        Buffer copy = out.scratch(to.size() * dtype.byteSize());
        out.emit(
                "copy_b" + dtype.byteSize(),
                Tiling.elements(geometry.size()),
                new long[] {geometry.size(), geometry.inner(), geometry.innerStride(0), 0, geometry.outerRank()},
                new double[0],
                copy,
                operand,
                geometry.outer(out));
        return copy;
    }

    /** How many elements the result has. */
    public long size() {
        return size;
    }

    /** The length of the inner loop. */
    public long inner() {
        return axes.isEmpty() ? 1 : axes.getLast()[0];
    }

    /** The stride of an operand in the inner loop. */
    public long innerStride(int operand) {
        return axes.isEmpty() ? 1 : axes.getLast()[1 + operand];
    }

    /** How many dimensions there are around the inner loop. */
    public int outerRank() {
        return Math.max(0, axes.size() - 1);
    }

    /** The outer dimensions, then each operand's strides along them, for the kernels; no buffer if there are none. */
    public Buffer outer(Lowering out) {
        int rank = outerRank();
        if (rank == 0) {
            return Buffer.NONE;
        }
        long[] block = new long[rank * (1 + operands)];
        for (int axis = 0; axis < rank; axis++) {
            for (int i = 0; i <= operands; i++) {
                block[i * rank + axis] = axes.get(axis)[i];
            }
        }
        return out.constants(block);
    }

    private void append(long[] axis) {
        if (!axes.isEmpty()) {
            long[] outer = axes.getLast();
            boolean merge = true;
            for (int i = 1; i <= operands; i++) {
                merge &= outer[i] == axis[0] * axis[i];
            }
            if (merge) {
                axis[0] *= outer[0];
                axes.removeLast();
            }
        }
        axes.add(axis);
    }
}
