package dev.wengert.operator.shape;

import dev.wengert.list.Buffer;
import dev.wengert.list.JavaWalk;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.operator.Geometry;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;

/** Evenly spaced places along each axis of a tensor: the first place, how many, and from each to the next. */
final class Window {
    private final long[] starts;
    private final long[] lengths;
    private final long[] steps;

    /** The arrays are kept. Steps are negative for backwards, never 0. */
    Window(long[] starts, long[] lengths, long[] steps) {
        this.starts = starts;
        this.lengths = lengths;
        this.steps = steps;
    }

    /** The places that Python's {@code start:stop:step} names along each axis; axes without bounds are taken whole. */
    static Window sliced(Shape shape, Bounds starts, Bounds stops, Bounds steps) {
        int rank = shape.rank();
        int most = Math.max(starts.count(), Math.max(stops.count(), steps.count()));
        Require.that(most <= rank, "expected bounds of at most " + rank + " axes, found " + most);
        Window window = new Window(new long[rank], new long[rank], new long[rank]);
        for (int axis = 0; axis < rank; axis++) {
            long n = shape.dim(axis);
            long step = steps.get(axis, 1);
            Require.that(step != 0, "expected steps other than 0, found " + steps);
            long low = step > 0 ? 0 : -1;
            long high = step > 0 ? n : n - 1;
            long start = clamp(starts.get(axis, step > 0 ? 0 : Long.MAX_VALUE), n, low, high);
            long stop = clamp(stops.get(axis, step > 0 ? Long.MAX_VALUE : Long.MIN_VALUE), n, low, high);
            long distance = step > 0 ? stop - start : start - stop;
            long length = distance <= 0 ? 0 : 1 + (distance - 1) / Math.abs(Math.max(step, -Long.MAX_VALUE));
            window.starts[axis] = length == 0 ? 0 : start;
            window.lengths[axis] = length;
            window.steps[axis] = length <= 1 ? 1 : step;
        }
        return window;
    }

    /** The places where a tensor of {@code part} shape lies that begins at {@code starts} and steps by {@code steps}. */
    static Window placed(Shape whole, Shape part, Bounds starts, Bounds steps) {
        int rank = whole.rank();
        Require.that(
                part.rank() == rank && starts.count() <= rank && steps.count() <= rank,
                "expected an operand of as many dimensions as " + whole + ", found " + part + " at " + starts);
        Window window = new Window(new long[rank], part.dims(), new long[rank]);
        for (int axis = 0; axis < rank; axis++) {
            long start = starts.get(axis, 0);
            long step = steps.get(axis, 1);
            long length = part.dim(axis);
            Require.that(step != 0, "expected steps other than 0, found " + steps);
            long room = step > 0 ? whole.dim(axis) - 1 - start : start;
            Require.that(
                    length == 0
                            || (start >= 0
                                    && start < whole.dim(axis)
                                    && (length == 1 || length - 1 <= room / Math.abs(Math.max(step, -Long.MAX_VALUE)))),
                    part + " from " + starts + " by " + steps + " does not fit into " + whole);
            window.starts[axis] = length == 0 ? 0 : start;
            window.steps[axis] = length <= 1 ? 1 : step;
        }
        return window;
    }

    private static long clamp(long place, long n, long low, long high) {
        return Math.max(low, Math.min(high, place < 0 ? place + n : place));
    }

    Shape shape() {
        return Shape.of(lengths);
    }

    /** What lies at these places. */
    Register of(Register whole) {
        long[] stops = new long[starts.length];
        for (int axis = 0; axis < stops.length; axis++) {
            long stop = starts[axis] + lengths[axis] * steps[axis];
            stops[axis] = lengths[axis] == 0 ? 0 : stop < 0 ? Long.MIN_VALUE : stop;
        }
        return whole.apply(new Slice(Bounds.of(starts), Bounds.of(stops), Bounds.of(steps)));
    }

    /** The operator that writes a tensor to these places of one that is {@code value} elsewhere. */
    Place into(Shape whole, double value) {
        return new Place(whole, Bounds.of(starts), Bounds.of(steps), value);
    }

    /** Behind a first axis of {@code size} places, all of them. */
    Window batched(long size) {
        return new Window(before(0, starts), before(size, lengths), before(1, steps));
    }

    /** Emits kernel {@code copy} or {@code place} between a dense tensor and these places of {@code whole}. */
    void move(String kernel, Shape whole, DType dtype, Buffer to, Buffer from, Lowering out) {
        long[] strides = whole.strides();
        long offset = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            offset += starts[axis] * strides[axis];
            strides[axis] *= steps[axis];
        }
        Geometry geometry = Geometry.of(lengths, strides);
        out.emit(
                kernel + "_b" + dtype.byteSize(),
                Tiling.elements(geometry.size()),
                new long[] {geometry.size(), geometry.inner(), geometry.innerStride(0), offset, geometry.outerRank()},
                new double[0],
                to,
                from,
                geometry.outer(out));
    }

    /** These places of a register, for loops of Java. */
    JavaWalk walk(Register whole) {
        long[] strides = whole.type().shape().strides();
        long offset = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            offset += starts[axis] * strides[axis];
            strides[axis] *= steps[axis];
        }
        return new JavaWalk(whole, offset == 0 ? "" : Long.toString(offset), strides);
    }

    private static long[] before(long first, long[] rest) {
        long[] all = new long[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
