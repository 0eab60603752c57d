package dev.wengert.operator.index;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Arrays;
import java.util.List;

/**
 * Elements chosen by indices along one axis, line by line. The indices have as many dimensions as the tensor; along the other
 * axes the two broadcast.
 */
sealed interface AlongAxis extends IndexOperator, SingleFormula {
    /** The axis. */
    int axis();

    @Override
    default void check(List<TensorType> y) {
        Shape x = y.get(0).shape();
        Require.index("indices", y.get(1));
        Axes.ofLine(axis(), x.rank());
        Require.that(
                y.get(1).shape().rank() == x.rank(),
                "expected indices of " + x.rank() + " dimensions, as many as the operand has, found " + y.get(1));
    }

    @Override
    default Register write(List<Register> y) {
        if (y.get(0).type().shape().rank() > 0) {
            return lined(y);
        }
        return lined(y.stream().map(number -> number.reshape(1)).toList()).reshape(Shape.scalar());
    }

    /** Writes the result for operands that have the axis. */
    Register lined(List<Register> y);

    /** {@code x[…, index[…], …]}: NumPy's {@code take_along_axis}, PyTorch's {@code gather}. */
    private Register taken(Register x, Register index) {
        int last = x.type().shape().rank() - 1;
        Shape lines = lines(x).broadcast(lines(index));
        return back(full(x, lines).apply(new Gather(last), full(index, lines)));
    }

    /** The shape without the axis. */
    private Shape lines(Register x) {
        return x.type().shape().reduce(Axes.of(axis()), false);
    }

    /** With the axis behind the others and those broadcast. */
    private Register full(Register x, Shape lines) {
        return Axis.last(x, axis())
                .broadcastTo(lines.insert(lines.rank(), x.type().shape().dim(axis())));
    }

    private Register back(Register z) {
        return Axis.back(z, axis());
    }

    /**
     * The elements at indices along an axis, {@code x[…, index[…], …]}, of any element type: NumPy's {@code take_along_axis},
     * PyTorch's {@code gather}. The indices have as many dimensions as x; along the other axes the two broadcast. Operands: x,
     * index.
     *
     * @param axis the axis
     */
    record TakeAlongAxis(int axis) implements AlongAxis {
        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Register lined(List<Register> y) {
            return AlongAxis.super.taken(y.get(0), y.get(1));
        }
    }

    /**
     * x with values in place of its elements at indices along an axis, of any element type: NumPy's {@code put_along_axis}.
     * Indices and values are of one shape, that of x but for the axis. Operands: x, index, values. Convention: where an index
     * comes several times, the last value stays, and alone has a cotangent.
     *
     * @param axis the axis
     */
    record PutAlongAxis(int axis) implements AlongAxis {
        @Override
        public int arity() {
            return 3;
        }

        @Override
        public Register lined(List<Register> y) {
            int last = y.get(0).type().shape().rank() - 1;
            return AlongAxis.super.back(Axis.last(y.get(0), axis)
                    .apply(new Put(last), Axis.last(y.get(1), axis), Axis.last(y.get(2), axis)));
        }
    }

    /**
     * x with values added to its elements at indices along an axis. Indices and values are of one shape, that of x but for the
     * axis; several at one index are added in their order. Operands: x, index, values.
     *
     * @param axis the axis
     */
    record AddAlongAxis(int axis) implements AlongAxis {
        @Override
        public int arity() {
            return 3;
        }

        @Override
        public void check(List<TensorType> y) {
            AlongAxis.super.check(y);
            long[] dims = y.get(0).shape().dims();
            if (dims.length > 0) {
                dims[Axes.normalize(axis, dims.length)] = y.get(1).shape().dim(axis);
            }
            Require.that(
                    Arrays.equals(dims, y.get(1).shape().dims()),
                    "expected indices of the operand's shape but for axis " + axis + ", found " + y.get(0) + " and "
                            + y.get(1));
            Require.same("values", y.get(0).withShape(y.get(1).shape()), y.get(2));
        }

        @Override
        public Register lined(List<Register> y) {
            Register x = y.get(0);
            int last = x.type().shape().rank() - 1;
            Register sums = Axis.last(y.get(1), axis)
                    .apply(new ScatterAdd(x.type().shape().dim(axis), last), Axis.last(y.get(2), axis));
            return x.add(AlongAxis.super.back(sums));
        }
    }
}
