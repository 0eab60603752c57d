package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Geometry;
import dev.wengert.operator.Tiling;
import java.util.List;

/** What all operators on pairs of elements share: the instruction and the batching rule. */
final class Pairs {
    private Pairs() {}

    /** One instruction of the family `binary`. */
    static void lower(String kernel, Assignment z, Lowering out) {
        Geometry geometry = Geometry.broadcast(
                z.result().type().shape(),
                z.operand(0).type().shape(),
                z.operand(1).type().shape());
        out.emit(
                kernel,
                Tiling.elements(geometry.size()),
                new long[] {
                    geometry.size(),
                    geometry.inner(),
                    geometry.innerStride(0),
                    geometry.innerStride(1),
                    geometry.outerRank()
                },
                new double[0],
                out.result(0),
                out.operand(0),
                out.operand(1),
                geometry.outer(out));
    }

    /** The same operator on operands aligned behind the batch. */
    static Register batched(Operator operator, Assignment z, List<Register> operands, boolean[] batched) {
        int rank = z.result().type().shape().rank();
        return Broadcasting.align(operands.get(0), batched[0], rank)
                .apply(operator, Broadcasting.align(operands.get(1), batched[1], rank));
    }
}
