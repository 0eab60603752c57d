package dev.wengert.operator.update;

import dev.wengert.list.Composite;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * The update rules of optimisers: new parameters (and state) from old ones, a gradient of the same type, and the learning
 * rate, a number of the same element type. One pass over memory, in place where the old values are not needed.
 */
public sealed interface UpdateOperator extends Composite permits Sgd, SgdRows, Momentum, Adam {
    /** Checks {@code states} operands of one type and a gradient of it, then the learning rate. */
    static TensorType check(List<TensorType> operands, int states, int arity) {
        Require.arity(arity, operands);
        TensorType parameter = operands.get(0);
        Require.real("a parameter", parameter);
        for (int i = 1; i < states; i++) {
            Require.same("state", parameter, operands.get(i));
        }
        Require.same("a gradient", parameter, operands.get(states));
        Require.same("a learning rate", TensorType.of(parameter.dtype()), operands.get(states + 1));
        return parameter;
    }

    /** Tiles for a parameter of {@code n} elements. */
    static long tiles(long n) {
        return Tiling.elements(n);
    }

    /** {@code g + weightDecay · p}. */
    static Register decayed(Register g, Register p, double weightDecay) {
        return weightDecay == 0 ? g : g.add(p.mul(weightDecay));
    }

    /** Checks a number of steps, i64 without dimensions. */
    static void checkStep(TensorType step) {
        Require.same("the number of the step", TensorType.of(DType.I64), step);
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.MATCHING;
    }
}
