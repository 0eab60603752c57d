package dev.wengert.gradbench;

import dev.wengert.list.Register;
import dev.wengert.operator.Operators;

/**
 * The x and y where {@code min_x max_y |x|² − |y|²} is, x by gradient descent on a maximum that is found by gradient descent: so
 * the outer derivatives go through all of the inner loop, which takes derivatives itself. All of it is one list.
 */
final class Saddle {
    static final Module MODULE = new Module("saddle", Mode.pairs("start", Saddle::solve));

    private Saddle() {}

    private static Register solve(Mode outer, Mode inner, Register start) {
        Register x = Descent.argmin(a -> height(a, furthest(a, inner, start)), outer, start);
        return Operators.concatenate(0, x, furthest(x, outer, start));
    }

    /** The y where the height is greatest. */
    private static Register furthest(Register x, Mode mode, Register start) {
        return Descent.argmin(y -> height(x, y).neg(), mode, start);
    }

    private static Register height(Register x, Register y) {
        return x.square().sum().sub(y.square().sum());
    }
}
