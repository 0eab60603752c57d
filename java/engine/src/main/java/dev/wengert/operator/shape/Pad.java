package dev.wengert.operator.shape;

import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * More elements before the first and behind the last of each axis. For {@code a b c} and two on each side: {@code constant}
 * gives {@code v v a b c v v}, {@code edge} {@code a a a b c c c}, {@code reflect} {@code c b a b c b a} (fewer than the axis
 * is long) and {@code wrap} {@code b c a b c a b} (no more than it is long). Negative numbers take elements away.
 *
 * @param before how many before the first element of each axis; 0 where left out
 * @param after how many behind the last; 0 where left out
 * @param mode {@code constant}, {@code edge}, {@code reflect} or {@code wrap}
 * @param value what {@code constant} pads with
 */
record Pad(Bounds before, Bounds after, String mode, double value) implements Arrangement {
    private static final Set<String> MODES = Set.of("constant", "edge", "reflect", "wrap");

    @Override
    public void check(List<TensorType> y) {
        Shape shape = y.get(0).shape();
        Require.that(MODES.contains(mode), "expected mode constant, edge, reflect or wrap, found " + mode);
        Require.that(
                Math.max(before.count(), after.count()) <= shape.rank(),
                "expected padding of at most " + shape.rank() + " axes, found " + before + " and " + after);
        for (int axis = 0; axis < shape.rank(); axis++) {
            long n = shape.dim(axis);
            long most = Math.max(before.get(axis, 0), after.get(axis, 0));
            long least = Math.min(before.get(axis, 0), after.get(axis, 0));
            long limit = mode.equals("reflect") ? n - 1 : mode.equals("wrap") ? n : (Long.MAX_VALUE - n) / 2;
            Require.that(
                    most <= 0 || most <= limit,
                    "expected at most " + limit + " to " + mode + " along axis " + axis + ", found " + most);
            Require.that(
                    least >= -n && n + before.get(axis, 0) + after.get(axis, 0) >= 0,
                    "expected padding that takes away at most " + n + " along axis " + axis + ", found " + least);
            Require.that(
                    most <= 0 || n > 0 || mode.equals("constant"),
                    "expected an edge to repeat along axis " + axis + ", found " + shape);
        }
    }

    @Override
    public Register of(Register x) {
        Register z = x;
        for (int axis = 0; axis < x.type().shape().rank(); axis++) {
            long low = before.get(axis, 0);
            long high = after.get(axis, 0);
            z = mode.equals("constant") || (low <= 0 && high <= 0)
                    ? z
                    : along(z, axis, Math.max(0, low), Math.max(0, high));
        }
        z = cropped(z);
        return mode.equals("constant") ? constant(z) : z;
    }

    private Register along(Register x, int axis, long low, long high) {
        long n = x.type().shape().dim(axis);
        List<Register> parts = new ArrayList<>();
        if (low > 0) {
            parts.add(
                    switch (mode) {
                        case "edge" -> x.slice(axis, 0, 1).repeat(axis, low);
                        case "reflect" -> x.slice(axis, low, 0, -1);
                        default -> x.slice(axis, n - low, n);
                    });
        }
        parts.add(x);
        if (high > 0) {
            parts.add(
                    switch (mode) {
                        case "edge" -> x.slice(axis, n - 1, n).repeat(axis, high);
                        case "reflect" -> x.slice(axis, n - 2, high == n - 1 ? Long.MIN_VALUE : n - 2 - high, -1);
                        default -> x.slice(axis, 0, high);
                    });
        }
        return Operators.concatenate(axis, parts.toArray(Register[]::new));
    }

    private Register cropped(Register x) {
        Register z = x;
        for (int axis = 0; axis < x.type().shape().rank(); axis++) {
            long from = Math.max(0, -before.get(axis, 0));
            long to = x.type().shape().dim(axis) - Math.max(0, -after.get(axis, 0));
            z = from > 0 || to < x.type().shape().dim(axis) ? z.slice(axis, from, Math.max(0, to)) : z;
        }
        return z;
    }

    private Register constant(Register x) {
        long[] dims = x.type().shape().dims();
        long[] starts = new long[dims.length];
        for (int axis = 0; axis < dims.length; axis++) {
            starts[axis] = Math.max(0, before.get(axis, 0));
            dims[axis] += starts[axis] + Math.max(0, after.get(axis, 0));
        }
        return x.apply(new Place(Shape.of(dims), Bounds.of(starts), Bounds.none(), value));
    }
}
