package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import java.util.Arrays;

/** Tensors seen as lines of the elements that become one. */
public final class Lines {
    private Lines() {}

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
