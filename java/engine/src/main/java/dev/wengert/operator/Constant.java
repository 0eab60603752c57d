package dev.wengert.operator;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operator whose result does not change with its operands, or changes only in jumps: it hands on no cotangent and no
 * tangent, so nothing is multiplied by 0 and no NaN comes of it. One rule holds for all of them, and for elements of integers
 * and bools, which have no derivatives: the gradient by what no cotangent reaches is zeros of its type.
 */
public interface Constant extends Single {
    @Override
    default @Nullable Register pullback(Assignment z, Register dz, int operand) {
        return null;
    }

    @Override
    default @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return null;
    }

    @Override
    default Keeps keeps() {
        return Keeps.NOTHING;
    }
}
