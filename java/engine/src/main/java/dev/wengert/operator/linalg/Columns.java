package dev.wengert.operator.linalg;

import dev.wengert.list.Register;
import dev.wengert.tensor.Shape;

/** Right sides {@code (size, B…, n, k)} side by side, {@code (B…, n, size·k)}, where all are solved with one matrix. */
final class Columns {
    private Columns() {}

    static Register of(Register b) {
        Shape shape = b.type().shape();
        int rank = shape.rank();
        return b.moveaxis(0, -2).reshape(shape.slice(1, rank - 1).insert(rank - 2, shape.dim(0) * shape.dim(-1)));
    }

    /** The columns as the right sides of that shape. */
    static Register back(Register x, Shape shape) {
        int rank = shape.rank();
        Shape apart = shape.slice(1, rank).insert(rank - 2, shape.dim(0));
        return x.reshape(apart).moveaxis(-2, 0);
    }
}
