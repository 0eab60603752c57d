package dev.wengert.gradbench;

import dev.wengert.control.ControlFlow;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;

/**
 * The w for which a charged particle comes down to the axis at the origin. Its path is followed by Euler's method, with forces
 * that are derivatives of a potential, for as many steps as it takes; the square of where it ends is least at the w that is
 * sought by gradient descent. All of it is one list.
 */
final class Particle {
    static final Module MODULE = new Module(
            "particle",
            Mode.pairs(
                    "w",
                    (outer, inner, w) -> Descent.argmin(a -> end(a.reshape(), inner), outer, w.reshape(1))
                            .reshape()));

    private static final double STEP = 0.1;

    /** More than the steps of a path. */
    private static final long BOUND = 1000;

    private Particle() {}

    /**
     * A point of a path.
     *
     * @param x where
     * @param v the velocity there
     * @param before the velocity that led there
     */
    record Point(Register x, Register v, Register before) {}

    /** The square of where the path ends. */
    private static Register end(Register w, Mode mode) {
        Register charges = Operators.stack(0, vector(w, 10, 10), vector(w, 10, 0))
                .sub(Operators.stack(0, w, w.mul(0)).reshape(2, 1).mul(vector(w, 0, 1)));
        Register v0 = vector(w, 0.75, 0);
        Point last = ControlFlow.whileLoop(
                new Point(vector(w, 0, 8), v0, v0),
                BOUND,
                at -> at.x().select(0, 1).greater(0),
                at -> step(at, charges, mode));
        Register rest = last.x().select(0, 1).div(last.before().select(0, 1)).neg();
        return last.x().select(0, 0).add(rest.mul(last.before().select(0, 0))).square();
    }

    private static Point step(Point at, Register charges, Mode mode) {
        Register force = mode.gradient(x -> potential(x, charges)).apply(at.x()).neg();
        return new Point(at.x().add(at.v().mul(STEP)), at.v().add(force.mul(STEP)), at.v());
    }

    private static Register potential(Register x, Register charges) {
        return x.sub(charges).square().sum(1).sqrt().reciprocal().sum();
    }

    private static Register vector(Register beside, double x, double y) {
        return beside.builder().constant(Tensor.of(Shape.of(2), x, y));
    }
}
