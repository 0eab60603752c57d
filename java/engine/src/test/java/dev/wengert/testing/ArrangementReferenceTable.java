package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.each;
import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which element each element of a rearranged tensor is, or what else it is. */
final class ArrangementReferenceTable {
    private ArrangementReferenceTable() {}

    /** Where an element comes from, as coordinates of the first operand. */
    interface Origin {
        long[] of(Call call, long[] at);
    }

    static void addAll() {
        moved("slice",       (call, at) -> mapped(at, axis -> place(call, axis, at[axis])));
        each("place",        ArrangementReferenceTable::place);
        each("concatenate",  ArrangementReferenceTable::concatenate);
        each("stack",        ArrangementReferenceTable::stack);
        row("split",         ArrangementReferenceTable::split);
        each("pad",          ArrangementReferenceTable::pad);
        sameOrder("squeeze");
        sameOrder("stop_gradient");
        sameOrder("unsqueeze");
        moved("permute",     (call, at) -> placed(call.axes("order").permutation(at.length), at));
        moved("swapaxes",    (call, at) -> swapped(at, call.integer("first"), call.integer("second")));
        moved("moveaxis",    ArrangementReferenceTable::moveaxis);
        each("expand",       (call, i) -> call.broadcast(0, i));
        each("broadcast_to", (call, i) -> call.broadcast(0, i));
        moved("flip",        (call, at) -> mapped(at, axis -> call.axes("axes").mask(at.length)[axis] ? call.shape(0).dim(axis) - 1 - at[axis] : at[axis]));
        each("roll",         ArrangementReferenceTable::roll);
        each("tile",         (call, i) -> call.at(0, tile(call, i)));
        moved("repeat",      (call, at) -> mapped(at, axis -> axis == Axes.normalize(call.integer("axis"), at.length) ? at[axis] / call.integer("repeats") : at[axis]));
        each("triu",         (call, i) -> right(call, i) >= call.integer("diagonal") ? call.at(0, i) : 0);
        each("tril",         (call, i) -> right(call, i) <= call.integer("diagonal") ? call.at(0, i) : 0);
        each("diagonal",     (call, i) -> diagonal(call, Call.coordinates(i, call.z().get(0).shape())));
        each("trace",        ArrangementReferenceTable::trace);
        each("diag",         ArrangementReferenceTable::diag);
    }

    private static void moved(String name, Origin origin) {
        each(name, (call, i) -> call.at(0, Call.index(origin.of(call, Call.coordinates(i, call.z().get(0).shape())), call.shape(0))));
    }

    private static void sameOrder(String name) {
        each(name, (call, i) -> call.at(0, i));
    }

    private static long[] mapped(long[] at, java.util.function.IntToLongFunction f) {
        long[] result = new long[at.length];
        Arrays.setAll(result, f);
        return result;
    }

    /** Number k of the places that Python's start:stop:step names; how many there are shows in the type of the result. */
    private static long place(Call call, int axis, long k) {
        long n = call.shape(0).dim(axis);
        long step = call.bounds("steps").get(axis, 1);
        long start = call.bounds("starts").get(axis, step > 0 ? 0 : n);
        start += start < 0 ? n : 0;
        return (step > 0 ? Math.max(0, start) : Math.min(n - 1, start)) + k * step;
    }

    private static double place(Call call, int i) {
        long[] at = Call.coordinates(i, call.z().get(0).shape());
        for (int axis = 0; axis < at.length; axis++) {
            long from = at[axis] - call.bounds("starts").get(axis, 0);
            long step = call.bounds("steps").get(axis, 1);
            at[axis] = from / step;
            if (from % step != 0 || at[axis] < 0 || at[axis] >= call.shape(0).dim(axis)) {
                return call.number("value");
            }
        }
        return call.at(0, Call.index(at, call.shape(0)));
    }

    private static double concatenate(Call call, int i) {
        long[] at = Call.coordinates(i, call.z().get(0).shape());
        int axis = Axes.normalize(call.integer("axis"), at.length);
        int operand = 0;
        while (at[axis] >= call.shape(operand).dim(axis)) {
            at[axis] -= call.shape(operand++).dim(axis);
        }
        return element(call, operand, at);
    }

    /** Coordinates of length 1 are 0 anyway, so {@link Call#index} would hide one that is wrong. */
    private static double element(Call call, int operand, long[] at) {
        long index = 0;
        for (int axis = 0; axis < at.length; axis++) {
            index = index * call.shape(operand).dim(axis) + at[axis];
        }
        return call.at(operand, index);
    }

    private static double stack(Call call, int i) {
        long[] at = Call.coordinates(i, call.z().get(0).shape());
        int axis = Axes.normalize(call.integer("axis"), at.length);
        long[] own = new long[at.length - 1];
        for (int j = 0; j < own.length; j++) {
            own[j] = at[j < axis ? j : j + 1];
        }
        return element(call, (int) at[axis], own);
    }

    private static double[][] split(Call call) {
        int axis = Axes.normalize(call.integer("axis"), call.shape(0).rank());
        double[][] parts = new double[call.z().size()][];
        long start = 0;
        for (int part = 0; part < parts.length; part++) {
            Shape shape = call.z().get(part).shape();
            long from = start;
            parts[part] = ReferenceTable.array((int) shape.size(), i -> {
                long[] at = Call.coordinates(i, shape);
                at[axis] += from;
                return element(call, 0, at);
            });
            start += shape.dim(axis);
        }
        return parts;
    }

    private static double pad(Call call, int i) {
        long[] at = Call.coordinates(i, call.z().get(0).shape());
        for (int axis = 0; axis < at.length; axis++) {
            long n = call.shape(0).dim(axis);
            long x = at[axis] - call.bounds("before").get(axis, 0);
            if (x < 0 || x >= n) {
                switch ((String) call.attribute("mode")) {
                    case "edge" -> x = x < 0 ? 0 : n - 1;
                    case "reflect" -> x = x < 0 ? -x : 2 * (n - 1) - x;
                    case "wrap" -> x = Math.floorMod(x, n);
                    default -> {
                        return call.number("value");
                    }
                }
            }
            at[axis] = x;
        }
        return element(call, 0, at);
    }

    private static long[] placed(int[] order, long[] at) {
        long[] from = new long[at.length];
        for (int axis = 0; axis < at.length; axis++) {
            from[order[axis]] = at[axis];
        }
        return from;
    }

    private static long[] swapped(long[] at, int first, int second) {
        int a = Axes.ofLine(first, at.length);
        int b = Axes.ofLine(second, at.length);
        return mapped(at, axis -> at[axis == a ? b : axis == b ? a : axis]);
    }

    private static long[] moveaxis(Call call, long[] at) {
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < at.length; axis++) {
            order.add(axis);
        }
        Axes from = call.axes("from");
        Axes to = call.axes("to");
        Integer[] places = new Integer[at.length];
        for (int i = 0; i < from.count(); i++) {
            places[Axes.normalize(to.get(i), at.length)] = Axes.normalize(from.get(i), at.length);
            order.remove((Object) Axes.normalize(from.get(i), at.length));
        }
        for (int place = 0; place < places.length; place++) {
            places[place] = places[place] == null ? order.removeFirst() : places[place];
        }
        return placed(Arrays.stream(places).mapToInt(place -> place).toArray(), at);
    }

    private static double roll(Call call, int i) {
        Axes axes = call.axes("axes");
        Bounds shifts = call.bounds("shifts");
        if (axes.count() == 0) {
            return call.at(0, Math.floorMod(i - shifts.get(0), call.shape(0).size()));
        }
        long[] at = Call.coordinates(i, call.shape(0));
        for (int j = 0; j < axes.count(); j++) {
            int axis = Axes.normalize(axes.get(j), at.length);
            at[axis] = Math.floorMod(at[axis] - shifts.get(j), call.shape(0).dim(axis));
        }
        return element(call, 0, at);
    }

    private static long tile(Call call, int i) {
        long[] at = Call.coordinates(i, call.z().get(0).shape());
        Shape shape = call.shape(0);
        long index = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            index = index * shape.dim(axis) + at[at.length - shape.rank() + axis] % shape.dim(axis);
        }
        return index;
    }

    /** How far right of the main diagonal an element is. */
    private static long right(Call call, int i) {
        long[] at = Call.coordinates(i, call.shape(0));
        return at[at.length - 1] - at[at.length - 2];
    }

    private static double diagonal(Call call, long[] at) {
        Axes axes = call.axes("axes");
        int rank = call.shape(0).rank();
        int rows = axes.count() == 0 ? 0 : Axes.normalize(axes.get(0), rank);
        int cols = axes.count() == 0 ? 1 : Axes.normalize(axes.get(1), rank);
        int offset = call.integer("offset");
        long[] from = new long[rank];
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            from[axis] = axis == rows || axis == cols ? 0 : at[next++];
        }
        from[rows] = at[at.length - 1] + Math.max(0, -offset);
        from[cols] = at[at.length - 1] + Math.max(0, offset);
        return from[rows] < call.shape(0).dim(rows) && from[cols] < call.shape(0).dim(cols) ? element(call, 0, from) : 0;
    }

    private static double trace(Call call, int i) {
        long[] at = Call.coordinates(i, call.z().get(0).shape());
        double sum = 0;
        for (long j = 0; j < Arrays.stream(call.shape(0).dims()).max().orElse(0); j++) {
            long[] with = Arrays.copyOf(at, at.length + 1);
            with[at.length] = j;
            sum += diagonal(call, with);
        }
        return sum;
    }

    private static double diag(Call call, int i) {
        int offset = call.integer("offset");
        long[] at = Call.coordinates(i, call.z().get(0).shape());
        if (at.length == 1) {
            return element(call, 0, new long[] {at[0] + Math.max(0, -offset), at[0] + Math.max(0, offset)});
        }
        return at[1] - at[0] == offset ? call.at(0, Math.min(at[0], at[1])) : 0;
    }
}
