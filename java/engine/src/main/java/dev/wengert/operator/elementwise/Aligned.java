package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Geometry;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Shape;
import java.util.List;

/** What all operators on elements of several operands share: the instruction and the batching rule. */
final class Aligned {
    private Aligned() {}

    /** One instruction of the families `binary`, `ternary` and `predicate`. */
    static void lower(String kernel, Assignment z, Lowering out) {
        int operands = z.operands().size();
        Geometry geometry = Geometry.broadcast(
                z.result().type().shape(),
                z.operands().stream().map(operand -> operand.type().shape()).toArray(Shape[]::new));
        long[] sizes = new long[operands + 3];
        Buffer[] buffers = new Buffer[operands + 2];
        sizes[0] = geometry.size();
        sizes[1] = geometry.inner();
        sizes[operands + 2] = geometry.outerRank();
        buffers[0] = out.result(0);
        buffers[operands + 1] = geometry.outer(out);
        for (int i = 0; i < operands; i++) {
            sizes[2 + i] = geometry.innerStride(i);
            buffers[1 + i] = out.operand(i);
        }
        out.emit(kernel, Tiling.elements(geometry.size()), sizes, new double[0], buffers);
    }

    /** The same operator on operands aligned behind the batch. */
    static Register batched(Operator operator, Assignment z, List<Register> operands, boolean[] batched) {
        int rank = z.result().type().shape().rank();
        Register[] others = new Register[operands.size() - 1];
        for (int i = 0; i < others.length; i++) {
            others[i] = Broadcasting.align(operands.get(i + 1), batched[i + 1], rank);
        }
        return Broadcasting.align(operands.get(0), batched[0], rank).apply(operator, others);
    }
}
