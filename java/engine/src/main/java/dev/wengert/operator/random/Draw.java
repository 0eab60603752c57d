package dev.wengert.operator.random;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Constant;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** Numbers of a distribution, of the step alone. */
public sealed interface Draw extends RandomOperator, Constant
        permits RandomUniform, RandomNormal, RandomTruncatedNormal {
    /** The type of the elements, f32 or f64. */
    DType dtype();

    /** The dimensions. */
    Shape shape();

    @Override
    default int arity() {
        return 1;
    }

    @Override
    default TensorType type(List<TensorType> y) {
        RandomOperator.checkStep(y.get(0));
        Require.that(dtype().isReal(), "expected dtype f32 or f64, found " + dtype());
        return new TensorType(dtype(), shape());
    }

    /** Emits a kernel of this family, for numbers that take as long as {@code cost} additions each. */
    default void lower(String kernel, long cost, double[] scalars, Lowering out) {
        long n = shape().size();
        out.emit(
                kernel + "_" + dtype(),
                Tiling.work(n, cost * n),
                new long[] {n, seed(), stream()},
                scalars,
                out.result(0),
                out.operand(0));
    }

    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        throw new IllegalArgumentException(
                name() + " cannot be batched over its step; draw with a larger shape instead");
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
