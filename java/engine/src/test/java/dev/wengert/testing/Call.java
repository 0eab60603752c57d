package dev.wengert.testing;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An operator with values for its operands: what a reference computes results from, slowly and plainly.
 *
 * @param attributes the operator's
 * @param y the operands
 * @param z the types of the results
 */
record Call(Map<String, Object> attributes, List<Tensor> y, List<TensorType> z) {
    Object attribute(String name) {
        return Objects.requireNonNull(attributes.get(name));
    }

    boolean flag(String name) {
        return (boolean) attribute(name);
    }

    int integer(String name) {
        return ((Number) attribute(name)).intValue();
    }

    double number(String name) {
        return ((Number) attribute(name)).doubleValue();
    }

    double numberOr(String name, double otherwise) {
        return attributes.containsKey(name) ? number(name) : otherwise;
    }

    Axes axes(String name) {
        return attributes.get(name) instanceof Axes axes ? axes : Axes.all();
    }

    /** Numbers, none where they are left out. */
    Bounds bounds(String name) {
        return attributes.get(name) instanceof Bounds bounds ? bounds : Bounds.none();
    }

    Shape shape(int operand) {
        return y.get(operand).shape();
    }

    int size() {
        return Math.toIntExact(z.get(0).size());
    }

    double at(int operand, long index) {
        return y.get(operand).getDouble(index);
    }

    /** The coordinates of an element. */
    static long[] coordinates(long index, Shape shape) {
        long[] at = new long[shape.rank()];
        long rest = index;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            at[axis] = rest % shape.dim(axis);
            rest /= shape.dim(axis);
        }
        return at;
    }

    /** The element at coordinates, which are aligned at the last axis and count as 0 along axes of length 1. */
    static long index(long[] coordinates, Shape shape) {
        long index = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            long at = coordinates[coordinates.length - shape.rank() + axis];
            index = index * shape.dim(axis) + (shape.dim(axis) == 1 ? 0 : at);
        }
        return index;
    }

    /** The element of an operand that broadcasts to element {@code i} of the result. */
    double broadcast(int operand, int i) {
        return at(operand, index(coordinates(i, z.get(0).shape()), shape(operand)));
    }

    /** For each element of the result, the elements of the first operand along the axes that were taken away. */
    List<List<Double>> groups(Axes axes) {
        Shape shape = shape(0);
        boolean[] reduced = axes.mask(shape.rank());
        List<List<Double>> groups = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            groups.add(new ArrayList<>());
        }
        Shape kept = shape.reduce(axes, true);
        for (int i = 0; i < shape.size(); i++) {
            long[] at = coordinates(i, shape);
            for (int axis = 0; axis < at.length; axis++) {
                at[axis] = reduced[axis] ? 0 : at[axis];
            }
            groups.get((int) index(at, kept)).add(at(0, i));
        }
        return groups;
    }

    /** Row {@code row} of an operand, of as many elements as the operand's last axis is long. */
    double[] row(int operand, int row) {
        double[] elements = new double[Math.toIntExact(shape(operand).dim(-1))];
        Arrays.setAll(elements, i -> at(operand, (long) row * elements.length + i));
        return elements;
    }

    /** Row {@code row} of the target of a cross-entropy, as probabilities; operand {@code weights} may be there or not. */
    double[] probabilities(int row, int weights) {
        if (!y.get(1).dtype().isInteger()) {
            return row(1, row);
        }
        double[] t = new double[Math.toIntExact(shape(0).dim(-1))];
        double smoothing = number("labelSmoothing");
        if ((long) at(1, row) != integer("ignoreIndex")) {
            Arrays.fill(t, smoothing / t.length);
            t[(int) at(1, row)] += 1 - smoothing;
            for (int i = 0; i < t.length && weights < y.size(); i++) {
                t[i] *= at(weights, i);
            }
        }
        return t;
    }
}
