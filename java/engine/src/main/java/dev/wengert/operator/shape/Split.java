package dev.wengert.operator.shape;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts of a tensor along an axis, a result each. Results: y1, y2, ….
 *
 * @param sizes how long the parts are; together the whole axis
 * @param axis the axis
 */
record Split(Shape sizes, int axis) implements ShapeOperator, Formula {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(1, operands);
        long length = operands.get(0).shape().dim(axis);
        Require.that(
                sizes.rank() > 0 && cover(length),
                "expected parts that are " + length + " long together, found " + sizes);
        return Formula.super.infer(operands);
    }

    /** Whether the parts are so long together; none of them is longer, so that nothing overflows. */
    private boolean cover(long length) {
        long rest = length;
        for (long size : sizes.dims()) {
            rest = size > rest ? -1 : rest - size;
        }
        return rest == 0;
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Register x = operands.get(0);
        int at = Axes.normalize(axis, x.type().shape().rank());
        List<Register> parts = new ArrayList<>();
        long start = 0;
        for (long size : sizes.dims()) {
            parts.add(x.slice(at, start, start + size));
            start += size;
        }
        return parts;
    }
}
