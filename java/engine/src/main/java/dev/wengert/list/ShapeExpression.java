package dev.wengert.list;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be written after a register and a dot to take its elements apart and arrange them anew, of any element type. */
public abstract sealed class ShapeExpression extends ReductionExpression permits ProductExpression {
    ShapeExpression() {}

    /** Along one axis the elements {@code start:stop}, as in Python: negative bounds count from the end. */
    public Register slice(int axis, long start, long stop) {
        return slice(axis, start, stop, 1);
    }

    /**
     * Along one axis the elements {@code start:stop:step}, as in Python. Backwards ({@code step < 0}) and up to the first
     * element, the stop is {@link Long#MIN_VALUE}.
     */
    public Register slice(int axis, long start, long stop, long step) {
        int at = Axes.normalize(axis, self().type().shape().rank());
        long[] starts = new long[at + 1];
        long[] stops = new long[at + 1];
        long[] steps = new long[at + 1];
        Arrays.fill(stops, Long.MAX_VALUE);
        Arrays.fill(steps, 1);
        starts[at] = start;
        stops[at] = stop;
        steps[at] = step;
        return slice(Bounds.of(starts), Bounds.of(stops), Bounds.of(steps));
    }

    /** The elements {@code start:stop:step} along each axis, as in Python; axes that are left out are taken whole. */
    public Register slice(Bounds starts, Bounds stops, Bounds steps) {
        return call("slice", Map.of("starts", starts, "stops", stops, "steps", steps));
    }

    /** The tensor without axis {@code axis}, at {@code index} along it, which may count from the end. */
    public Register select(int axis, long index) {
        Shape shape = self().type().shape();
        long n = shape.dim(axis);
        long at = index < 0 ? index + n : index;
        if (at < 0 || at >= n) {
            throw new ListException("select of " + self() + ": index " + index + " is outside of axis " + axis);
        }
        return slice(axis, at, at + 1).reshape(shape.reduce(Axes.of(axis), false));
    }

    /** Parts of the given sizes along an axis, which they fill together. */
    public List<Register> split(int axis, long... sizes) {
        ListBuilder owner = self().builder();
        return owner.call("split", Map.of("sizes", Shape.of(sizes), "axis", axis), List.of(self()));
    }

    /** Padded with {@code value}: {@code before[i]} elements before the first along axis i, {@code after[i]} behind the last. */
    public Register pad(Bounds before, Bounds after, double value) {
        Map<String, Object> attributes = new LinkedHashMap<>(Map.of("before", before, "after", after));
        attributes.put("mode", "constant");
        attributes.put("value", value);
        return call("pad", attributes);
    }

    /** Padded with elements of its own; mode is {@code edge}, {@code reflect} or {@code wrap}. */
    public Register pad(Bounds before, Bounds after, String mode) {
        return call("pad", Map.of("before", before, "after", after, "mode", mode));
    }

    /** In reverse order along {@code axes}, all if none are named. */
    public Register flip(int... axes) {
        return call("flip", Map.of("axes", Axes.of(axes)));
    }

    /** Shifted along an axis; what falls out at the end comes in at the beginning. */
    public Register roll(int axis, long shift) {
        return call("roll", Map.of("shifts", Bounds.of(shift), "axes", Axes.of(axis)));
    }

    /** The whole tensor several times along each axis. */
    public Register tile(long... repeats) {
        return call("tile", Map.of("repeats", Bounds.of(repeats)));
    }

    /** Each element {@code repeats} times along an axis. */
    public Register repeat(int axis, long repeats) {
        return call("repeat", Map.of("repeats", repeats, "axis", axis));
    }

    /** Without those of {@code axes} that have length 1; of all axes if none are named. */
    public Register squeeze(int... axes) {
        return call("squeeze", Map.of("axes", Axes.of(axes)));
    }

    /** With a new axis of length 1, which is {@code axis} of the result. */
    public Register unsqueeze(int axis) {
        return call("unsqueeze", Map.of("axis", axis));
    }

    /** Two axes in each other's place. */
    public Register swapaxes(int first, int second) {
        return call("swapaxes", Map.of("first", first, "second", second));
    }

    /** One axis in another place; the others keep their order. */
    public Register moveaxis(int from, int to) {
        return call("moveaxis", Map.of("from", Axes.of(from), "to", Axes.of(to)));
    }

    /** The axes in another order: axis i of the result is axis {@code order[i]}. */
    public Register permute(int... order) {
        return call("permute", Map.of("order", Axes.of(order)));
    }

    /** Repeated along axes of length 1 to {@code dims}, where −1 stands for the length that an axis has. */
    public Register expand(long... dims) {
        return call("expand", Map.of("shape", Bounds.of(dims)));
    }

    /** What is on and right of the diagonal that lies {@code diagonal} right of the main one; zeros elsewhere. */
    public Register triu(long diagonal) {
        return call("triu", Map.of("diagonal", diagonal));
    }

    /** What is on and left of the diagonal that lies {@code diagonal} right of the main one; zeros elsewhere. */
    public Register tril(long diagonal) {
        return call("tril", Map.of("diagonal", diagonal));
    }

    /** Of a matrix its diagonal, of a vector the matrix that has it as diagonal. */
    public Register diag() {
        return call("diag");
    }

    /** The diagonals over the first two axes, as a new last axis. */
    public Register diagonal() {
        return call("diagonal");
    }

    /** The sums of the diagonals over the first two axes. */
    public Register trace() {
        return call("trace");
    }
}
