package dev.wengert.gradbench;

import dev.wengert.control.ControlFlow;
import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.function.Function;

/**
 * The naive gradient descent that the benchmark prescribes, as a loop within a list: after ten steps the rate doubles, and it
 * halves where a step does not lead down. It ends with a gradient or a step shorter than 1e-5.
 *
 * @param x where it is, {@code (n)}
 * @param value of the function there
 * @param gradient there, {@code (n)}
 * @param rate of the next step
 * @param steps since the rate was changed
 */
record Descent(Register x, Register value, Register gradient, Register rate, Register steps) {
    private static final double CLOSE = 1e-5;

    /** More than the benchmark's problems take; reverse mode plans for so many. */
    private static final long BOUND = 1000;

    /** Where a function is least, by derivatives of this mode. */
    static Register argmin(Function<Register, Register> f, Mode mode, Register start) {
        TensorType number = new TensorType(DType.F64, Shape.scalar());
        Descent first = new Descent(
                start,
                f.apply(start),
                mode.gradient(f).apply(start),
                start.builder().fill(CLOSE, number),
                start.builder().fill(0, number));
        return ControlFlow.whileLoop(first, BOUND, Descent::goesOn, at -> at.next(f, mode))
                .x();
    }

    private Register goesOn() {
        Register slope = norm(gradient);
        return slope.greater(CLOSE).logicalAnd(slope.mul(rate).greater(CLOSE));
    }

    private Descent next(Function<Register, Register> f, Mode mode) {
        Register next = x.sub(gradient.mul(rate));
        Register there = f.apply(next);
        return ControlFlow.cond(
                there.less(value),
                () -> {
                    Register count = steps.add(1);
                    Register isTenth = count.equal(10);
                    return new Descent(
                            next,
                            there,
                            mode.gradient(f).apply(next),
                            isTenth.where(rate.mul(2), rate),
                            isTenth.where(0, count));
                },
                () -> new Descent(x, value, gradient, rate.div(2), steps.mul(0)));
    }

    private static Register norm(Register v) {
        return v.square().sum().sqrt();
    }
}
