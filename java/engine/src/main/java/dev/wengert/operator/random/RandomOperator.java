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

/**
 * Random numbers by Philox4x32-10 (Salmon et al., SC 2011), of one operand: the number of the step, i64 without dimensions.
 * Element i depends on seed, stream, step and i alone.
 */
public sealed interface RandomOperator extends Constant permits RandomUniform, RandomNormal {
    /** The key. */
    long seed();

    /** Tells apart the draws of one seed. */
    long stream();

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
        Require.same("the number of the step", TensorType.of(DType.I64), y.get(0));
        Require.that(dtype().isReal(), "expected dtype f32 or f64, found " + dtype());
        return new TensorType(dtype(), shape());
    }

    /** Emits a kernel of this family. */
    default void lower(String kernel, double[] scalars, Lowering out) {
        long n = shape().size();
        out.emit(
                kernel + "_" + dtype(),
                Tiling.work(n, 4 * n),
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
