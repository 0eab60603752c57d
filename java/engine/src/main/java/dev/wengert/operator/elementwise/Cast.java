package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Single;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Elements converted to {@code dtype}. From real to integer: towards zero, held at the ends of the range, NaN is 0. To bool:
 * whether not 0. Convention: cotangents pass between f32 and f64
 * and nowhere else.
 *
 * @param dtype the type of the result's elements
 */
record Cast(DType dtype) implements Elementwise, Single {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        return y.get(0).withDType(dtype);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        long n = z.result().type().size();
        DType from = z.operand(0).type().dtype();
        if (from == dtype) {
            out.emit(
                    "copy_b" + dtype.byteSize(),
                    Tiling.elements(n),
                    new long[] {n, n, 1, 0, 0},
                    new double[0],
                    out.result(0),
                    out.operand(0),
                    Buffer.NONE);
            return;
        }
        out.emit(
                "cast_" + from + "_" + dtype,
                Tiling.elements(n),
                new long[] {n},
                new double[0],
                out.result(0),
                out.operand(0));
    }

    @Override
    public @Nullable Register pullback(Assignment z, Register dz, int operand) {
        return dtype.isReal() ? dz.cast(z.operand(0).type().dtype()) : null;
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return dtype.isReal() ? Objects.requireNonNull(ty.get(0)).cast(dtype) : null;
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).cast(dtype);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) ->
                out.elements(z, JavaBody.converted("x", z.operand(0).type().dtype(), dtype)));
    }

    @Override
    public Keeps keeps() {
        return Keeps.NOTHING;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
