package dev.wengert.operator.index;

import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Set;

/**
 * Elements of a source written at indices along an axis, PyTorch's {@code scatter} and {@code scatter_add}: x, indices,
 * source. For three axes and axis 1, {@code z[i, index[i, j, k], k] = source[i, j, k]} for all i, j, k that index has, which
 * is no longer than x along the other axes and no longer than source along all; a source without dimensions is one value for
 * all. Of any element type. Operands: x, index, source. Convention: where an index comes several times, the last element
 * stays, and alone has a cotangent.
 *
 * @param axis the axis
 * @param reduce {@code none}, or {@code add}: elements are added to those of x, in their order
 */
record Scatter(int axis, String reduce) implements IndexOperator, SingleFormula {
    private static final Set<String> REDUCTIONS = Set.of("none", "add");

    Scatter() {
        this(0, "none");
    }

    @Override
    public int arity() {
        return 3;
    }

    @Override
    public void check(List<TensorType> y) {
        Shape x = y.get(0).shape();
        Shape index = y.get(1).shape();
        Shape source = y.get(2).shape();
        Require.that(REDUCTIONS.contains(reduce), "expected reduce to be none or add, found " + reduce);
        Require.sameDType(y.get(0), y.get(2));
        Require.index("indices", y.get(1));
        Require.rank(x.rank(), "indices", y.get(1));
        int along = Axes.ofLine(axis, x.rank());
        boolean fits = source.rank() == 0 || source.rank() == x.rank();
        for (int d = 0; d < x.rank() && fits; d++) {
            fits = (d == along || index.dim(d) <= x.dim(d)) && (source.rank() == 0 || index.dim(d) <= source.dim(d));
        }
        Require.that(
                fits,
                "expected indices no longer than x but along axis " + axis + ", and no longer than the source, found "
                        + x + ", " + index + " and " + source);
    }

    @Override
    public Register write(List<Register> y) {
        Register index = y.get(1);
        Shape shape = index.type().shape();
        boolean one = y.get(2).type().shape().rank() == 0;
        Register source = one ? y.get(2).broadcastTo(shape) : beginning(y.get(2), shape.dims());
        return into(y.get(0), index, source);
    }

    /** Along each axis where there are fewer indices than x has, what is behind them stays. */
    private Register into(Register x, Register index, Register source) {
        Shape shape = x.type().shape();
        for (int d = 0; d < shape.rank(); d++) {
            long count = index.type().shape().dim(d);
            if (d != Axes.normalize(axis, shape.rank()) && count < shape.dim(d)) {
                Register changed = into(x.slice(d, 0, count), index, source);
                return Operators.concatenate(d, changed, x.slice(d, count, shape.dim(d)));
            }
        }
        return x.apply(
                reduce.equals("add") ? new AlongAxis.AddAlongAxis(axis) : new AlongAxis.PutAlongAxis(axis),
                index,
                source);
    }

    private static Register beginning(Register x, long[] lengths) {
        Bounds all = Bounds.none();
        return x.type().shape().equals(Shape.of(lengths)) ? x : x.slice(all, Bounds.of(lengths), all);
    }
}
