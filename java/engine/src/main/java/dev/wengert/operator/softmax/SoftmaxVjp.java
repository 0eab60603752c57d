package dev.wengert.operator.softmax;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The VJP of softmax: {@code dx = y (dy − Σ dy·y)} along an axis. Operands: y, dy.
 *
 * @param axis the axis of the lines
 */
record SoftmaxVjp(int axis) implements AlongAxis {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public SoftmaxVjp along(int other) {
        return new SoftmaxVjp(other);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register y = z.operand(0);
        Register dy = z.operand(1);
        return operand == 1
                ? y.apply(this, dz)
                : dz.mul(dy.sub(lineSum(dy.mul(y)))).sub(dy.mul(lineSum(dz.mul(y))));
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register y = z.operand(0);
        Register dy = z.operand(1);
        Register ty0 = ty.get(0);
        Register tdy = ty.get(1);
        Register byY = ty0 == null ? null : ty0.mul(dy.sub(lineSum(dy.mul(y)))).sub(y.mul(lineSum(dy.mul(ty0))));
        Register byDy = tdy == null ? null : y.apply(this, tdy);
        return byY == null ? byDy : byDy == null ? byY : byY.add(byDy);
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }
}
