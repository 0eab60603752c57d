package dev.wengert.operator.softmax;

import dev.wengert.list.Register;
import dev.wengert.operator.SingleComposite;
import java.util.List;

/**
 * The VJP of softmax: {@code dx = y (dy − Σ dy·y)} along an axis. Operands: y, dy.
 *
 * @param axis the axis of the lines
 */
record SoftmaxVjp(int axis) implements AlongAxis, SingleComposite {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public SoftmaxVjp along(int other) {
        return new SoftmaxVjp(other);
    }

    @Override
    public Register write(List<Register> y) {
        return y.get(0).mul(y.get(1).sub(lineSum(y.get(1).mul(y.get(0)))));
    }
}
