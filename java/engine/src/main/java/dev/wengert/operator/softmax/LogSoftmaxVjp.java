package dev.wengert.operator.softmax;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The VJP of log_softmax: {@code dx = dy − exp(y) Σ dy} along an axis. Operands: y, dy.
 *
 * @param axis the axis of the lines
 */
record LogSoftmaxVjp(int axis) implements AlongAxis {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public LogSoftmaxVjp along(int other) {
        return new LogSoftmaxVjp(other);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register y = z.operand(0);
        Register dy = z.operand(1);
        return operand == 1
                ? dz.sub(lineSum(dz.mul(y.exp())))
                : dz.mul(y.exp()).mul(lineSum(dy)).neg();
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register y = z.operand(0);
        Register dy = z.operand(1);
        Register ty0 = ty.get(0);
        Register tdy = ty.get(1);
        Register byY = ty0 == null ? null : ty0.mul(y.exp()).mul(lineSum(dy)).neg();
        Register byDy = tdy == null ? null : y.apply(this, tdy);
        return byY == null ? byDy : byDy == null ? byY : byY.add(byDy);
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
