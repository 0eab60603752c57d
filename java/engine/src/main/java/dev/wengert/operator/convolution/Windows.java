package dev.wengert.operator.convolution;

import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.operator.PerAxis;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;

/** The sizes of a convolution {@code y = x ∗ w} and the instructions of its three maps. */
final class Windows {
    /** Multiply-adds that are worth a tile: some 20 µs of one core with wide vectors, against about one to hand it out. */
    private static final double WORK = 2 << 20;

    /** Targets in a block: few enough that the sources of 32 channels fit into the second-level cache. */
    private static final long BLOCK = 1024;

    /** With this many tiles no thread of a common machine waits long. */
    private static final long ENOUGH = 16;

    /** Positions of y that one step of the adjoint for w takes. */
    private static final long POSITIONS = 1024;

    private final DType dtype;
    private final long batch;
    private final long groups;
    private final long in;
    private final long out;
    private final long weights;
    private final Direction rows;
    private final Direction cols;

    /** One direction: the lengths of x and y in it, the kernel's, and how windows lie. */
    private record Direction(long x, long y, long taps, long stride, long dilation, long padding) {
        long[] with(long block) {
            return new long[] {x, y, taps, stride, dilation, padding, block};
        }
    }

    /** Targets in two directions, and the blocks that they are cut into. */
    private record Blocks(long rows, long cols, long count) {}

    Windows(Bilinear map, TensorType x, TensorType w, TensorType y) {
        dtype = x.dtype();
        batch = x.shape().dim(0);
        groups = map.groups();
        in = w.shape().dim(1);
        out = w.shape().dim(0) / groups;
        weights = w.size();
        rows = direction(0, map, x.shape(), w.shape(), y.shape());
        cols = direction(1, map, x.shape(), w.shape(), y.shape());
    }

    private static Direction direction(int axis, Bilinear map, Shape x, Shape w, Shape y) {
        return new Direction(
                x.dim(2 + axis),
                y.dim(2 + axis),
                w.dim(2 + axis),
                PerAxis.of("stride", map.stride(), 2, 1)[axis],
                PerAxis.of("dilation", map.dilation(), 2, 1)[axis],
                PerAxis.of("padding", map.padding(), 2, 0)[axis]);
    }

    void forward(Buffer y, Buffer x, Buffer w, Buffer bias, Lowering lowering) {
        if (batch * groups * out * rows.y * cols.y > 0) {
            convolve("convolution", "", rows.y, cols.y, batch * groups, y, x, w, bias, lowering);
        }
    }

    void adjoint(Buffer dx, Buffer dy, Buffer w, Lowering lowering) {
        if (batch * groups * in * rows.x * cols.x > 0) {
            convolve(
                    "convolution",
                    "_dx",
                    Math.ceilDiv(rows.x, rows.stride),
                    Math.ceilDiv(cols.x, cols.stride),
                    batch * groups * rows.stride * cols.stride,
                    dx,
                    dy,
                    w,
                    Buffer.NONE,
                    lowering);
        }
    }

    private void convolve(
            String kernel,
            String suffix,
            long height,
            long width,
            long images,
            Buffer to,
            Buffer from,
            Buffer w,
            Buffer bias,
            Lowering lowering) {
        Blocks blocks = blocks(height, width, images);
        Buffer geometry = lowering.constants(geometry(blocks));
        Buffer packed = lowering.scratch(weights * dtype.byteSize());
        if (weights > 0) {
            lowering.emit(
                    kernel + "_pack" + suffix + "_" + dtype,
                    Tiling.work(groups, weights),
                    new long[0],
                    new double[0],
                    packed,
                    w,
                    geometry);
        }
        lowering.emit(
                kernel + suffix + "_" + dtype,
                Math.min(images * blocks.count, tiles()),
                new long[0],
                new double[0],
                to,
                from,
                packed,
                bias,
                geometry);
    }

    void weights(Buffer dw, Buffer x, Buffer dy, Lowering lowering) {
        if (weights == 0) {
            return;
        }
        long steps = batch * Math.max(1, Math.ceilDiv(rows.y * cols.y, POSITIONS));
        long parts = Math.max(1, Math.min(steps, Math.min(tiles(), ENOUGH) / groups));
        Buffer sums = parts == 1 ? dw : lowering.scratch(parts * weights * dtype.byteSize());
        lowering.emit(
                "convolution_dw_" + dtype,
                Math.min(parts * groups, Math.max(parts, tiles())),
                new long[] {parts},
                new double[0],
                sums,
                x,
                dy,
                lowering.constants(geometry(new Blocks(1, 1, 1))));
        if (parts > 1) {
            lowering.emit(
                    "sum_" + dtype,
                    Tiling.work(Math.ceilDiv(weights, 64), parts * weights),
                    new long[] {1, parts, weights},
                    new double[] {1},
                    dw,
                    sums);
        }
    }

    /** How many tiles the work is worth. */
    private long tiles() {
        return Math.max(1, (long) (work() / WORK));
    }

    private double work() {
        return (double) batch * groups * out * in * rows.y * cols.y * rows.taps * cols.taps;
    }

    /** Cuts targets into blocks: small ones for the caches' sake, and smaller ones where there would be few tiles. */
    private Blocks blocks(long height, long width, long images) {
        long across = Math.ceilDiv(width, BLOCK);
        long blockCols = Math.ceilDiv(width, across);
        long down = Math.ceilDiv(height, Math.max(1, BLOCK / blockCols));
        long wanted = Math.min(tiles(), ENOUGH);
        down = Math.min(height, Math.max(down, Math.ceilDiv(wanted, images * across)));
        long blockRows = Math.ceilDiv(height, down);
        return new Blocks(blockRows, blockCols, across * Math.ceilDiv(height, blockRows));
    }

    /** As {@code wg_convolution} of the kernels has it. */
    private long[] geometry(Blocks blocks) {
        long[] all = new long[18];
        System.arraycopy(new long[] {batch, groups, in, out}, 0, all, 0, 4);
        System.arraycopy(rows.with(blocks.rows), 0, all, 4, 7);
        System.arraycopy(cols.with(blocks.cols), 0, all, 11, 7);
        return all;
    }
}
