package dev.wengert.operator.softmax;

import dev.wengert.list.Register;
import dev.wengert.operator.SingleComposite;
import java.util.List;

/**
 * The VJP of log_softmax: {@code dx = dy − exp(y) Σ dy} along an axis. Operands: y, dy.
 *
 * @param axis the axis of the lines
 */
record LogSoftmaxVjp(int axis) implements AlongAxis, SingleComposite {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public LogSoftmaxVjp along(int other) {
        return new LogSoftmaxVjp(other);
    }

    @Override
    public Register write(List<Register> y) {
        return y.get(1).sub(y.get(0).exp().mul(lineSum(y.get(1))));
    }
}
