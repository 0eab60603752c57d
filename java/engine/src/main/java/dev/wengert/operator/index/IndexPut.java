package dev.wengert.operator.index;

import dev.wengert.list.Formula;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;

/**
 * Elements or slices replaced at tuples of indices, PyTorch's {@code index_put}: x, one tensor of indices for each of its
 * first axes, values. {@code (n₁, …, nₖ, d…), (i…), …, (i…), (i…, d…) → (n₁, …, nₖ, d…)} is x but for {@code z[i₁[j], …, iₖ[j]]
 * = values[j]}; the indices broadcast together, and values to what they name. Of any element type. Operands: x, index1, …,
 * values. Convention: where a tuple comes several times, the last values stay, and alone have a cotangent.
 *
 * @param accumulate whether values are added to what is there, in their order, instead; of real numbers
 */
record IndexPut(boolean accumulate) implements IndexOperator, Formula {
    @Override
    public List<TensorType> infer(List<TensorType> y) {
        int axes = y.size() - 2;
        Require.that(axes >= 1, "expected 3 operands or more: x, indices and values; found " + y.size());
        TensorType x = y.get(0);
        TensorType values = y.get(y.size() - 1);
        Require.rankAtLeast(axes, "x", x);
        y.subList(1, y.size() - 1).forEach(index -> Require.index("indices", index));
        Require.sameDType(x, values);
        if (accumulate) {
            Require.real("x", x);
        }
        Shape named = named(
                x.shape(),
                y.subList(1, y.size() - 1).stream().map(TensorType::shape).toList());
        Require.that(
                values.shape().broadcastsTo(named), "expected values that broadcast to " + named + ", found " + values);
        return List.of(x);
    }

    /** The shape of all that is replaced. */
    private static Shape named(Shape x, List<Shape> indices) {
        Shape named = indices.stream().reduce(Shape.scalar(), Shape::broadcast);
        for (int axis = indices.size(); axis < x.rank(); axis++) {
            named = named.insert(named.rank(), x.dim(axis));
        }
        return named;
    }

    @Override
    public List<Register> decompose(List<Register> y) {
        Register x = y.get(0);
        List<Register> indices = y.subList(1, y.size() - 1);
        Shape shape = x.type().shape();
        Shape slice = shape.slice(indices.size(), shape.rank());
        long rows = shape.slice(0, indices.size()).size();
        Shape named =
                named(shape, indices.stream().map(index -> index.type().shape()).toList());
        Register index = row(shape, indices).broadcastTo(named.slice(0, named.rank() - slice.rank()));
        Register values = y.get(y.size() - 1).broadcastTo(named);
        if (accumulate) {
            return List.of(x.add(index.apply(new ScatterAdd(rows, 0), values).reshape(shape)));
        }
        return List.of(x.reshape(slice.insert(0, rows))
                .apply(new Put(0), index, values)
                .reshape(shape));
    }

    /** The number of each tuple in row-major order. */
    private static Register row(Shape shape, List<Register> indices) {
        if (indices.size() == 1) {
            return indices.get(0);
        }
        Register row = checked(indices.get(0), shape.dim(0));
        for (int axis = 1; axis < indices.size(); axis++) {
            row = row.mul((double) shape.dim(axis)).add(checked(indices.get(axis), shape.dim(axis)));
        }
        return row;
    }

    /** The indices themselves, i64, looked up so that one outside its axis fails the run instead of meaning another row. */
    private static Register checked(Register index, long n) {
        ListBuilder list = index.builder();
        return list.call("arange", Map.of("stop", n, "step", 1, "dtype", DType.I64), List.of())
                .get(0)
                .apply(new Gather(0), index);
    }
}
