package dev.wengert.operator;

import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * How the lines along one axis lie in a tensor: element j of line (o, i) is element {@code (o·n + j)·inner + i}. A tensor
 * without dimensions is one line of one element.
 *
 * @param outer how many there are of all that is before the axis
 * @param n how long a line is
 * @param inner how many there are of all that is behind the axis
 */
public record Lines(long outer, long n, long inner) {
    /** The lines along an axis. */
    public static Lines along(int axis, Shape shape) {
        int at = Axes.ofLine(axis, shape.rank());
        if (shape.rank() == 0) {
            return new Lines(1, 1, 1);
        }
        long inner = shape.slice(at + 1, shape.rank()).size();
        return new Lines(shape.slice(0, at).size(), shape.dim(at), inner);
    }

    /** Tiles for a kernel that cuts rows where lines are rows, and otherwise columns of lines. */
    public long tiles(long work) {
        return Tiling.work(outer * inner, work);
    }

    /**
     * What an operator along an axis gives for each member of a batch.
     *
     * @param members operands with the batch before their own axes
     * @param rank how many axes they have without it
     * @param along the operator along another axis
     */
    public static Register batched(List<Register> members, int rank, int axis, IntFunction<Operator> along) {
        int behind = Axes.ofLine(axis, rank) + 1;
        if (rank > 0) {
            return apply(along.apply(behind), members);
        }
        List<Register> lines = members.stream()
                .map(numbers -> numbers.reshape(numbers.type().size(), 1))
                .toList();
        Register z = apply(along.apply(behind), lines);
        return z.reshape(z.type().size());
    }

    private static Register apply(Operator operator, List<Register> operands) {
        return operands.get(0).builder().apply(operator, operands).get(0);
    }

    /** The axes as one, behind the others: {@code (others…, n)}. */
    public static Register behind(Register x, Axes axes) {
        Shape shape = x.type().shape();
        boolean[] reduced = axes.mask(shape.rank());
        int[] order = new int[reduced.length];
        int next = 0;
        boolean moved = false;
        for (boolean group : new boolean[] {false, true}) {
            for (int axis = 0; axis < reduced.length; axis++) {
                if (reduced[axis] == group) {
                    moved |= axis != next;
                    order[next++] = axis;
                }
            }
        }
        Shape others = shape.reduce(axes, false);
        Register lined = moved ? x.transpose(order) : x;
        return lined.reshape(others.insert(others.rank(), count(shape, axes)));
    }

    /** How many elements become one. */
    public static long count(Shape shape, Axes axes) {
        return Arrays.stream(axes.resolve(shape.rank())).mapToLong(shape::dim).reduce(1, (a, b) -> a * b);
    }
}
