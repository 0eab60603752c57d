package dev.wengert.operator.softmax;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Lines;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/** An operator that treats each line along one axis by itself; all operands and the result are of one type. */
sealed interface AlongAxis extends SoftmaxOperator, Single permits Softmax, LogSoftmax, SoftmaxVjp, LogSoftmaxVjp {
    /** The axis of the lines. */
    int axis();

    /** The same operator along another axis. */
    AlongAxis along(int axis);

    @Override
    default TensorType type(List<TensorType> y) {
        Require.real("an operand", y.get(0));
        Axes.ofLine(axis(), y.get(0).shape().rank());
        for (TensorType other : y) {
            Require.same("every operand", y.get(0), other);
        }
        return y.get(0);
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        Shape shape = z.result().type().shape();
        Lines lines = Lines.along(axis(), shape);
        Buffer[] buffers = new Buffer[1 + arity()];
        buffers[0] = out.result(0);
        for (int i = 0; i < arity(); i++) {
            buffers[1 + i] = out.operand(i);
        }
        out.emit(
                name() + "_" + z.result().type().dtype(),
                lines.tiles(4 * shape.size()),
                new long[] {lines.outer(), lines.n(), lines.inner()},
                new double[0],
                buffers);
    }

    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        long size = Broadcasting.batchSize(operands, batched);
        List<Register> members = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            members.add(Broadcasting.repeat(operands.get(i), batched[i], size));
        }
        return Lines.batched(members, z.result().type().shape().rank(), axis(), this::along);
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.ANY;
    }

    /** {@code Σ x} along the axis, kept with length 1. */
    default Register lineSum(Register x) {
        return x.sum(true, axis());
    }
}
