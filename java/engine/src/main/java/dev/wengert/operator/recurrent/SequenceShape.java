package dev.wengert.operator.recurrent;

import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** How long a sequence is, of how many rows, with how many units in its state; and the types that follow. */
record SequenceShape(long steps, long rows, long units, DType dtype) {
    /** Rows that a tile needs to make good use of the weights it reads; half of that where there are few. */
    private static final long ROWS = 8;

    private static final long MANY_ROWS = 32;
    private static final long MOST_TILES = 64;

    /** Reads the type of an operand {@code (steps, rows, width · units)}. */
    static SequenceShape of(String operand, TensorType type, int width) {
        Require.real(operand, type);
        Require.rank(3, operand, type);
        long columns = type.shape().dim(2);
        Require.that(
                columns % width == 0, "expected " + operand + " of (steps, rows, " + width + "·units), found " + type);
        return new SequenceShape(type.shape().dim(0), type.shape().dim(1), columns / width, type.dtype());
    }

    /** {@code (steps, rows, width · units)}. */
    TensorType all(int width) {
        return TensorType.of(dtype, steps, rows, width * units);
    }

    /** {@code (rows, units)}. */
    TensorType one() {
        return TensorType.of(dtype, rows, units);
    }

    /** {@code (width · units, units)}. */
    TensorType weights(int width) {
        return TensorType.of(dtype, width * units, units);
    }

    /** {@code (width · units)}. */
    TensorType bias(int width) {
        return TensorType.of(dtype, width * units);
    }

    /** Checks that there are {@code count} operands, and lengths behind them if there should be. */
    void checkLengths(List<TensorType> operands, int count, boolean ragged) {
        if (ragged) {
            Require.same("lengths", TensorType.of(DType.I64, rows), operands.get(count));
        }
    }

    /** Checks a cotangent: of that type, or {@code [0]} for zeros. */
    void checkCotangent(String name, TensorType expected, TensorType found) {
        if (!found.equals(Steps.nothing(dtype))) {
            Require.same(name, expected, found);
        }
    }

    /** What the kernels of the family take. */
    long[] sizes(boolean reverse, boolean relu) {
        return new long[] {steps, rows, units, reverse ? 1 : 0, relu ? 1 : 0, steps == 1 ? 1 : 0};
    }

    /** Blocks of rows, none of which waits for another. */
    long tiles(int gates) {
        if (rows == 0) {
            return 0;
        }
        long each = rows < MANY_ROWS ? ROWS / 2 : ROWS;
        long blocks = Math.min(MOST_TILES, (rows + each - 1) / each);
        return Math.min(blocks, Tiling.work(rows, steps * rows * gates * units * (8 + units / 8)));
    }

    /** Emits the transpose of the weights, so that their columns lie side by side; for one step it gives them as they are. */
    Buffer transposed(int width, Buffer w, Lowering out) {
        if (steps == 1) {
            return w;
        }
        Buffer transposed = out.scratch(weights(width).byteSize());
        long n = weights(width).size();
        out.emit(
                "transpose_b" + dtype.byteSize(),
                Tiling.elements(n),
                new long[] {1, width * units, units},
                new double[0],
                transposed,
                w);
        return transposed;
    }
}
