package dev.wengert.operator.index;

import dev.wengert.list.Formula;
import dev.wengert.list.Register;
import dev.wengert.operator.Lines;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What is read off sorted lines. Cotangents go to the elements that were chosen; NaN is greater than everything. */
sealed interface Sorted extends IndexOperator, Formula {
    /**
     * The elements in ascending order along an axis; equal ones keep theirs, NaN comes last, and in descending order first.
     * Convention: cotangents go to where the elements came from.
     *
     * @param axis the axis
     * @param descending whether the greatest comes first
     */
    record Sort(int axis, boolean descending) implements Sorted, SingleFormula {
        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Register write(List<Register> y) {
            Register order = y.get(0).apply(new Argsort(axis, descending));
            return y.get(0).apply(new AlongAxis.TakeAlongAxis(axis), order);
        }
    }

    /**
     * The k greatest elements along an axis in descending order, and where they are, i64; NaN is greater than everything, and
     * of equal ones the first come first. Results: values, indices. Convention: cotangents go to the elements chosen.
     *
     * @param k how many
     * @param axis the axis
     * @param smallest whether the least are meant, in ascending order
     */
    record Topk(long k, int axis, boolean smallest) implements Sorted {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            Require.arity(1, operands);
            Shape shape = operands.get(0).shape();
            long n = Lines.along(axis, shape).n();
            Require.that(
                    (k >= 0 && k <= n && shape.rank() > 0) || k == n,
                    "expected k of at most " + n + ", the length of axis " + axis + ", found " + k);
            return Sorted.super.infer(operands);
        }

        @Override
        public List<Register> decompose(List<Register> operands) {
            Register x = operands.get(0);
            Register order = x.apply(new Argsort(axis, !smallest));
            if (x.type().shape().rank() > 0) {
                order = order.slice(axis, 0, k);
            }
            return List.of(x.apply(new AlongAxis.TakeAlongAxis(axis), order), order);
        }
    }

    /**
     * The middle element over axes in sorted order, the lower of two, as in PyTorch; NaN if there is one. Convention: the
     * cotangent goes to the element chosen, of equal ones to one of them.
     *
     * @param axes the axes, all if none
     * @param keepDims whether the axes stay, with length 1
     */
    record Median(Axes axes, boolean keepDims) implements Sorted, SingleFormula {
        @Override
        public int arity() {
            return 1;
        }

        @Override
        public void check(List<TensorType> y) {
            Require.that(
                    Arrays.stream(axes.resolve(y.get(0).shape().rank()))
                            .allMatch(axis -> y.get(0).shape().dim(axis) > 0),
                    "expected at least one element to choose from, found " + y.get(0));
        }

        @Override
        public Register write(List<Register> y) {
            Register lines = Lines.behind(y.get(0), axes);
            long n = lines.type().shape().dim(-1);
            Register sorted = lines.apply(new Sort(-1, false));
            // NaN stands last: where there is one, the last element is taken
            Register whole = sorted.equal(sorted).call("all", Map.of("axes", Axes.of(-1), "keepDims", true));
            Register index =
                    whole.cast(DType.I64).mul((double) ((n - 1) / 2 - (n - 1))).add((double) (n - 1));
            Shape shape = y.get(0).type().shape().reduce(axes, keepDims);
            return sorted.apply(new AlongAxis.TakeAlongAxis(-1), index).reshape(shape);
        }
    }
}
