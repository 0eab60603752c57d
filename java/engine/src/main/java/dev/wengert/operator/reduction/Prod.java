package dev.wengert.operator.reduction;

import dev.wengert.list.Assignment;
import dev.wengert.list.Composite;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Lines;
import dev.wengert.operator.Operators;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The product over axes; of no elements, 1. Integers and bools are multiplied in i64.
 *
 * <p>The decomposition multiplies one half by the other until one element is left, so that derivatives divide by nothing and
 * are right where elements are 0.
 *
 * @param axes the axes, all if none
 * @param keepDims whether the axes stay, with length 1
 */
record Prod(Axes axes, boolean keepDims) implements ReductionOperator, Composite {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(1, operands);
        TensorType x = operands.get(0);
        DType dtype = x.dtype().isReal() ? x.dtype() : DType.I64;
        return List.of(new TensorType(dtype, x.shape().reduce(axes, keepDims)));
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> Folded.along(axes, z).write(out, "1", "z *= $;", ""));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Passes.lower("prod", "prod", 1, axes, z, out);
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        TensorType type = infer(List.of(operands.get(0).type())).get(0);
        Register z = Lines.behind(operands.get(0).cast(type.dtype()), axes);
        int last = z.type().shape().rank() - 1;
        long n = z.type().shape().dim(last);
        if (n == 0) {
            return List.of(z.builder().fill(1, type));
        }
        while (n > 1) {
            long half = n / 2;
            Register product = z.slice(last, 0, half).mul(z.slice(last, half, 2 * half));
            z = n % 2 == 0 ? product : Operators.concatenate(last, product, z.slice(last, n - 1, n));
            n = half + n % 2;
        }
        return List.of(z.reshape(type.shape()));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
