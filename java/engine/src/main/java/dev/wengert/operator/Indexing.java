package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Elements chosen and replaced by index, under PyTorch's names and with its meaning. In lists {@code gather} takes rows and
 * {@code scatter_add} adds to rows; NumPy's functions along an axis are {@code take_along_axis} and {@code put_along_axis}. An
 * index outside its axis, a negative one too, fails the run.
 */
public final class Indexing implements Vocabulary {
    private Indexing() {}

    /**
     * The elements at indices along an axis, line by line: {@code z[i, j, k] = x[i, index[i, j, k], k]} for axis 1 of three. The
     * indices have as many axes as x and are no longer along the others; the result has their shape.
     */
    public static Register gather(Register x, int axis, Register index) {
        Shape shape = x.type().shape();
        long[] lengths = index.type().shape().dims();
        if (lengths.length != shape.rank() || lengths.length == 0) {
            return x.takeAlongAxis(axis, index);
        }
        int along = Axes.normalize(axis, shape.rank());
        lengths[along] = shape.dim(along);
        Register within =
                Shape.of(lengths).equals(shape) ? x : x.slice(Bounds.none(), Bounds.of(lengths), Bounds.none());
        return within.takeAlongAxis(axis, index);
    }

    /**
     * x but for {@code z[i, index[i, j, k], k] = source[i, j, k]}, for axis 1 of three, for all places that {@code index} has;
     * where an index comes several times, the last element stays.
     *
     * @param source of as many axes and nowhere shorter than {@code index}, or without any
     */
    public static Register scatter(Register x, int axis, Register index, Register source) {
        return x.call("scatter", Map.of("axis", axis, "reduce", "none"), index, source);
    }

    /** The same with one value for all indices. */
    public static Register scatter(Register x, int axis, Register index, double value) {
        return scatter(x, axis, index, x.builder().fill(value, x.type().withShape(Shape.scalar())));
    }

    /** As {@link #scatter}, but what is scattered is added to what is there, in its order. */
    public static Register scatterAdd(Register x, int axis, Register index, Register source) {
        return x.call("scatter", Map.of("axis", axis, "reduce", "add"), index, source);
    }

    /**
     * x but for {@code z[i₁[j], …, iₖ[j], …] = values[j, …]}.
     *
     * @param indices one tensor for each of the first axes of x; they broadcast together
     * @param values broadcast to the shape of what is replaced
     * @param accumulate whether values are added to what is there instead, in their order
     */
    public static Register indexPut(Register x, List<Register> indices, Register values, boolean accumulate) {
        List<Register> operands = new ArrayList<>();
        operands.add(x);
        operands.addAll(indices);
        operands.add(values);
        return x.builder()
                .call("index_put", Map.of("accumulate", accumulate), operands)
                .get(0);
    }
}
