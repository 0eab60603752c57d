package dev.wengert.operator.elementwise;

import dev.wengert.list.Assignment;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = f(x)} for each element of an f32 or f64 tensor, where f has attributes: a record of numbers and its derivative.
 * The kernel is the row WG_UNARY_WITH of the same name in native/src/kernels/elementwise.def.
 */
sealed interface UnaryWith extends Elementwise, Single
        permits Celu, Elu, Hardtanh, Huber, LeakyRelu, Polygamma, Selu, SincDerivative, Softplus {
    /** Writes {@code dx}. */
    Register derivative(Register x, Register y, Register dy);

    /** What the kernel reads: the attributes in order. */
    default double[] scalars() {
        return attributes().values().stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    @Override
    default int arity() {
        return 1;
    }

    @Override
    default TensorType type(List<TensorType> y) {
        Require.real("an operand", y.get(0));
        return y.get(0);
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        long n = z.result().type().size();
        out.emit(
                name() + "_" + z.result().type().dtype(),
                Tiling.elements(n),
                new long[] {n},
                scalars(),
                out.result(0),
                out.operand(0));
    }

    @Override
    default Register pullback(Assignment z, Register dz, int operand) {
        return derivative(z.operand(0), z.result(), dz);
    }

    @Override
    default Register pushforward(Assignment z, List<@Nullable Register> ty) {
        return derivative(z.operand(0), z.result(), Objects.requireNonNull(ty.get(0)));
    }

    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    default Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
