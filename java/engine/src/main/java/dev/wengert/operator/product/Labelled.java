package dev.wengert.operator.product;

import dev.wengert.list.Register;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A tensor whose axes have names: a factor of a sum of products.
 *
 * @param value the tensor
 * @param labels a character for each of its axes
 */
record Labelled(Register value, String labels) {
    /** The length of the axis of that name. */
    long size(char label) {
        return value.type().shape().dim(labels.indexOf(label));
    }

    /** The diagonal along axes of the same name, which are of one length: {@code (…,i,…,i,…) → (…,i)}. */
    Labelled diagonal() {
        for (int axis = 0; axis < labels.length(); axis++) {
            char label = labels.charAt(axis);
            int twin = labels.indexOf(label, axis + 1);
            if (twin >= 0) {
                Register taken = value.call("diagonal", Map.of("axes", Axes.of(axis, twin)));
                String rest = new StringBuilder(labels)
                        .deleteCharAt(twin)
                        .deleteCharAt(axis)
                        .toString();
                return new Labelled(taken, rest + label).diagonal();
            }
        }
        return this;
    }

    /** Without the axes whose names are not in {@code kept}: the sum over them. */
    Labelled sumTo(String kept) {
        int[] axes = IntStream.range(0, labels.length())
                .filter(axis -> kept.indexOf(labels.charAt(axis)) < 0)
                .toArray();
        return axes.length == 0 ? this : new Labelled(value.sum(axes), common(labels, kept));
    }

    /** Without the axes of these names, all of length 1. */
    Labelled squeeze(String names) {
        String rest = without(labels, names);
        return new Labelled(value.reshape(shape(rest)), rest);
    }

    /** The axes in that order, a permutation of their names. */
    Labelled ordered(String order) {
        return order.equals(labels)
                ? this
                : new Labelled(
                        value.transpose(order.chars().map(labels::indexOf).toArray()), order);
    }

    /**
     * {@code Σ this · y} over the names that both have and {@code kept} has not. Axes that both have go together, then those
     * of each follow. Where there is something to sum it is a product of (a batch of) matrices.
     */
    Labelled times(Labelled y, String kept) {
        // in the order of the larger factor, so that it is the smaller one that has to be transposed
        boolean larger = value.type().size() >= y.value.type().size();
        String shared = larger ? common(labels, y.labels) : common(y.labels, labels);
        String batch = common(shared, kept);
        String sum = without(shared, kept);
        if (sum.isEmpty()) {
            return spread(y);
        }
        String left = without(labels, shared);
        String right = without(y.labels, shared);
        boolean transposeX = labels.equals(batch + sum + left);
        boolean transposeY = y.labels.equals(batch + right + sum);
        Register x = transposeX ? matrix(batch, sum, left) : matrix(batch, left, sum);
        Register w = transposeY ? y.matrix(batch, right, sum) : y.matrix(batch, sum, right);
        LongStream dims = LongStream.concat(sizes(batch + left), y.sizes(right));
        return new Labelled(
                x.matmul(w, transposeX, transposeY).reshape(Shape.of(dims.toArray())), batch + left + right);
    }

    /** The product element by element, repeated along the axes that only one factor has. */
    private Labelled spread(Labelled y) {
        String all = labels + without(y.labels, labels);
        return new Labelled(aligned(all).mul(y.aligned(all)), all);
    }

    private Register aligned(String all) {
        long[] dims = all.chars()
                .mapToLong(label -> labels.indexOf(label) < 0 ? 1 : size((char) label))
                .toArray();
        return ordered(common(all, labels)).value.reshape(Shape.of(dims));
    }

    private Register matrix(String batch, String rows, String cols) {
        Register x = ordered(batch + rows + cols).value;
        long m = shape(rows).size();
        long n = shape(cols).size();
        return batch.isEmpty()
                ? x.reshape(Shape.of(m, n))
                : x.reshape(Shape.of(shape(batch).size(), m, n));
    }

    private Shape shape(String names) {
        return Shape.of(sizes(names).toArray());
    }

    private LongStream sizes(String names) {
        return names.chars().mapToLong(label -> size((char) label));
    }

    /** The names of {@code a} that are in {@code b}. */
    static String common(String a, String b) {
        return filter(a, b, true);
    }

    /** The names of {@code a} that are not in {@code b}. */
    static String without(String a, String b) {
        return filter(a, b, false);
    }

    private static String filter(String a, String b, boolean among) {
        StringBuilder names = new StringBuilder();
        a.chars().filter(name -> b.indexOf(name) >= 0 == among).forEach(name -> names.append((char) name));
        return names.toString();
    }
}
