package dev.wengert.operator.index;

import dev.wengert.list.Register;
import dev.wengert.tensor.Axes;

/** One axis moved to an end and back; nothing is written where it is there already. */
final class Axis {
    private Axis() {}

    static Register last(Register x, int axis) {
        int rank = x.type().shape().rank();
        return moved(x, Axes.normalize(axis, rank), rank - 1);
    }

    static Register back(Register z, int axis) {
        int rank = z.type().shape().rank();
        return moved(z, rank - 1, Axes.normalize(axis, rank));
    }

    static Register moved(Register x, int from, int to) {
        return from == to ? x : x.moveaxis(from, to);
    }
}
