package dev.wengert.custom;

import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A derivative rule of yours for {@code z = g(y)}, written with operators. It writes assignments with the registers that it is
 * given and never computes, so what it gives can be differentiated and batched again. It is called once for each assignment
 * that is differentiated, and again where that is differentiated again. A register of the same list that it takes from elsewhere is
 * one more that the derivative depends on; one of another list is refused.
 */
@FunctionalInterface
public interface Rule {
    /**
     * As a VJP, the cotangents of the operands; as a JVP, the tangents of the results. Both are linear in {@code d}.
     *
     * @param y the operands
     * @param z the results
     * @param d as a VJP the cotangents of the results, as a JVP the tangents of the operands, of their types: zeros where there
     *     are none, and for registers of integers
     * @return one for each operand, or each result, of its type; null where it is zero, as it is for registers of integers
     */
    List<@Nullable Register> apply(List<Register> y, List<Register> z, List<Register> d);
}
