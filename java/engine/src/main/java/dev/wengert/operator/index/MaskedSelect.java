package dev.wengert.operator.index;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The elements where a mask of bool is true, in row-major order, of any element type; the two broadcast:
 * {@code (d…), (d…) → (count)}. How many there are depends on the values, so it is written in eager mode only; a list can
 * use {@code masked_fill} or {@code where}. Operands: x, mask.
 */
record MaskedSelect() implements IndexOperator, SingleFormula {
    @Override
    public int arity() {
        return 2;
    }

    /** Checks the operands alone: the type of the result follows from the values of the mask. */
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(arity(), operands);
        Require.that(operands.get(1).dtype() == DType.BOOL, "expected a mask of bool, found " + operands.get(1));
        Shape ignored = operands.get(0).shape().broadcast(operands.get(1).shape());
        return List.of();
    }

    @Override
    public Register write(List<Register> y) {
        Shape shape = y.get(0).type().shape().broadcast(y.get(1).type().shape());
        Tensor mask = y.get(1).broadcastTo(shape).value();
        long[] chosen = LongStream.range(0, shape.size())
                .filter(i -> mask.getLong(i) != 0)
                .toArray();
        ListBuilder list = y.get(0).builder();
        try (Tensor index = Tensor.of(Shape.of(chosen.length), chosen)) {
            return y.get(0)
                    .broadcastTo(shape)
                    .reshape(shape.size())
                    .call("gather", Map.of("batchDims", 0), list.constant(index));
        }
    }
}
