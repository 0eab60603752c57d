package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.array;
import static dev.wengert.testing.ReferenceTable.each;
import static dev.wengert.testing.ReferenceTable.grouped;
import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Reductions, running reductions, sorting and choosing by their definitions. */
final class SelectionReferenceTable {
    private SelectionReferenceTable() {}

    static void addAll() {
        over("min",       all -> all.stream().reduce(Double.POSITIVE_INFINITY, Math::min));
        over("prod",      all -> all.stream().reduce(1.0, (a, b) -> a * b));
        over("any",       all -> all.stream().anyMatch(x -> x != 0) ? 1 : 0);
        over("all",       all -> all.stream().allMatch(x -> x != 0) ? 1 : 0);
        over("logsumexp", all -> Math.log(all.stream().mapToDouble(Math::exp).sum()));
        over("median",    SelectionReferenceTable::median);
        row("var",        call -> moment(call, x -> x));
        row("std",        call -> moment(call, Math::sqrt));
        row("norm",       call -> grouped(call, call.axes("axes"), all -> norm(all, call.number("p"))));
        each("masked_fill", (call, i) -> call.broadcast(1, i) != 0 ? call.number("value") : call.broadcast(0, i));
        row("argmin",     call -> grouped(call, Axes.of(call.integer("axis")), all -> all.indexOf(Collections.min(all))));
        each("cumsum",    SelectionReferenceTable::cumsum);
        each("cumprod",   SelectionReferenceTable::cumprod);
        row("argsort",    call -> new double[][] {ordered(call, false)});
        row("sort",       call -> new double[][] {ordered(call, true)});
        row("topk",       call -> new double[][] {top(call, 0), top(call, 1)});
        each("take_along_axis", SelectionReferenceTable::take);
        row("put",              SelectionReferenceTable::put);
        row("scatter",          call -> changed(call, call.integer("axis"), "add".equals(call.attributes().get("reduce"))));
        row("index_put",        SelectionReferenceTable::indexPut);
        row("put_along_axis",   call -> changed(call, call.integer("axis"), false));
        row("add_along_axis",   call -> changed(call, call.integer("axis"), true));
        each("index_select",    SelectionReferenceTable::select);
        row("index_add",        SelectionReferenceTable::indexAdd);
        each("arange",   (call, i) -> call.numberOr("start", 0) + i * call.number("step"));
        each("linspace", (call, i) -> i == 0 ? call.number("start") : call.number("start") + (call.number("stop") - call.number("start")) * i / (call.number("count") - 1));
    }

    /** The shape of an operand; a number is a line of one element. */
    private static Shape shape(Call call, int operand) {
        return lined(call.shape(operand));
    }

    private static Shape lined(Shape shape) {
        return shape.rank() == 0 ? Shape.of(1) : shape;
    }

    private static void over(String name, ToDoubleFunction<List<Double>> f) {
        row(name, call -> grouped(call, call.axes("axes"), f));
    }

    private static double norm(List<Double> all, double p) {
        if (Double.isInfinite(p)) {
            return p > 0 ? Math.abs(Collections.max(all, Comparator.comparingDouble(Math::abs)))
                    : Math.abs(Collections.min(all, Comparator.comparingDouble(Math::abs)));
        }
        double sum = all.stream().mapToDouble(x -> p == 0 ? Math.signum(Math.abs(x)) : Math.pow(Math.abs(x), p)).sum();
        return p == 0 ? sum : Math.pow(sum, 1 / p);
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get((all.size() - 1) / 2);
    }

    private static double[][] moment(Call call, DoubleUnaryOperator f) {
        return grouped(call, call.axes("axes"), all -> {
            double mean = all.stream().mapToDouble(x -> x).sum() / all.size();
            double squares = all.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
            return f.applyAsDouble(squares / (all.size() - call.numberOr("ddof", 0)));
        });
    }

    /** The elements of an operand along the axis, through the place of element {@code i} of a tensor of {@code shape}. */
    private static double[] line(Call call, int operand, Shape shape, int i, int axis) {
        long[] at = Call.coordinates(i, shape);
        return array((int) shape(call, operand).dim(axis), j -> {
            at[axis] = j;
            return call.at(operand, Call.index(at, shape(call, operand)));
        });
    }

    private static int axis(Call call) {
        return Axes.normalize(call.integer("axis"), shape(call, 0).rank());
    }

    private static double cumsum(Call call, int i) {
        double[] x = line(call, 0, shape(call, 0), i, axis(call));
        int j = (int) Call.coordinates(i, shape(call, 0))[axis(call)];
        boolean reverse = call.attributes().getOrDefault("reverse", false).equals(true);
        return Arrays.stream(x, reverse ? j : 0, reverse ? x.length : j + 1).sum();
    }

    private static double cumprod(Call call, int i) {
        double[] x = line(call, 0, shape(call, 0), i, axis(call));
        int j = (int) Call.coordinates(i, shape(call, 0))[axis(call)];
        return Arrays.stream(x, 0, j + 1).reduce(1, (a, b) -> a * b);
    }

    /** The sorted lines, or the order that sorts them. */
    private static double[] ordered(Call call, boolean values) {
        boolean descending = call.attributes().getOrDefault("descending", false).equals(true);
        Shape shape = shape(call, 0);
        int axis = axis(call);
        return array(call.size(), i -> {
            double[] x = line(call, 0, shape, i, axis);
            int j = order(x, descending)[(int) Call.coordinates(i, shape)[axis]];
            return values ? x[j] : j;
        });
    }

    private static int[] order(double[] x, boolean descending) {
        Comparator<Integer> ascending = Comparator.comparingDouble(i -> x[i]);
        return IntStream.range(0, x.length)
                .boxed()
                .sorted(descending ? ascending.reversed() : ascending)
                .mapToInt(i -> i)
                .toArray();
    }

    private static double[] top(Call call, int result) {
        boolean smallest = call.attributes().getOrDefault("smallest", false).equals(true);
        Shape shape = lined(call.z().get(0).shape());
        int axis = axis(call);
        return array(call.size(), i -> {
            double[] x = line(call, 0, shape, i, axis);
            int j = order(x, !smallest)[(int) Call.coordinates(i, shape)[axis]];
            return result == 0 ? x[j] : j;
        });
    }

    private static double take(Call call, int i) {
        long[] at = Call.coordinates(i, lined(call.z().get(0).shape()));
        long[] from = at.clone();
        from[axis(call)] = (long) call.at(1, Call.index(at, shape(call, 1)));
        return call.at(0, Call.index(from, shape(call, 0)));
    }

    private static double[][] changed(Call call, int axis, boolean adds) {
        double[] z = array(call.size(), i -> call.at(0, i));
        Shape shape = shape(call, 1);
        for (int i = 0; i < shape.size(); i++) {
            long[] at = Call.coordinates(i, shape);
            at[Axes.normalize(axis, at.length)] = (long) call.at(1, i);
            int place = (int) Call.index(at, shape(call, 0));
            double value = call.at(2, Call.index(Call.coordinates(i, shape), shape(call, 2)));
            z[place] = adds ? z[place] + value : value;
        }
        return new double[][] {z};
    }

    private static double[][] put(Call call) {
        double[] z = array(call.size(), i -> call.at(0, i));
        int batchDims = (int) call.numberOr("batchDims", 0);
        Shape x = call.shape(0);
        long rows = x.dim(batchDims);
        long width = x.slice(batchDims + 1, x.rank()).size();
        long batch = x.slice(0, batchDims).size();
        long indices = call.shape(1).size();
        for (long i = 0; i < indices * width; i++) {
            long member = i / width / (indices / batch);
            z[(int) ((member * rows + (long) call.at(1, i / width)) * width + i % width)] = call.at(2, i);
        }
        return new double[][] {z};
    }

    private static double[][] indexPut(Call call) {
        double[] z = array(call.size(), i -> call.at(0, i));
        int axes = call.y().size() - 2;
        Shape x = call.shape(0);
        Shape tuples = IntStream.rangeClosed(1, axes).mapToObj(call::shape).reduce(Shape.scalar(), Shape::broadcast);
        Shape slice = x.slice(axes, x.rank());
        for (long tuple = 0; tuple < tuples.size(); tuple++) {
            long[] at = Call.coordinates(tuple, tuples);
            long row = 0;
            for (int axis = 0; axis < axes; axis++) {
                row = row * x.dim(axis) + (long) call.at(1 + axis, Call.index(at, call.shape(1 + axis)));
            }
            for (long i = 0; i < slice.size(); i++) {
                long[] place = LongStream.concat(Arrays.stream(at), Arrays.stream(Call.coordinates(i, slice))).toArray();
                double value = call.at(axes + 1, Call.index(place, call.shape(axes + 1)));
                int j = (int) (row * slice.size() + i);
                z[j] = call.flag("accumulate") ? z[j] + value : value;
            }
        }
        return new double[][] {z};
    }

    private static double select(Call call, int i) {
        long[] at = Call.coordinates(i, lined(call.z().get(0).shape()));
        at[axis(call)] = (long) call.at(1, at[axis(call)]);
        return call.at(0, Call.index(at, shape(call, 0)));
    }

    private static double[][] indexAdd(Call call) {
        double[] z = array(call.size(), i -> call.at(0, i));
        for (int i = 0; i < shape(call, 2).size(); i++) {
            long[] at = Call.coordinates(i, shape(call, 2));
            at[axis(call)] = (long) call.at(1, at[axis(call)]);
            z[(int) Call.index(at, shape(call, 0))] += call.at(2, i);
        }
        return new double[][] {z};
    }
}
