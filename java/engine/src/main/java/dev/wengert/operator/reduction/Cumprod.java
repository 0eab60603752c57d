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
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * Running products along an axis: {@code z[j] = x[0] · … · x[j]}. Integers and bools are multiplied in i64.
 *
 * <p>The decomposition multiplies neighbours at distances 1, 2, 4, … (Hillis and Steele, Data parallel algorithms, 1986), so
 * that derivatives divide by nothing and are right where elements are 0.
 *
 * @param axis the axis
 */
record Cumprod(int axis) implements ReductionOperator, Composite {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        Require.arity(1, operands);
        return List.of(Scan.type(operands.get(0), axis));
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        Scan.lower("cumprod", axis, false, z, out);
    }

    @Override
    public List<Register> decompose(List<Register> operands) {
        Register x = operands.get(0)
                .cast(infer(List.of(operands.get(0).type())).get(0).dtype());
        int at = Axes.ofLine(axis, x.type().shape().rank());
        long n = Lines.along(axis, x.type().shape()).n();
        Register z = x;
        for (long distance = 1; distance < n; distance *= 2) {
            Register later = z.slice(at, distance, n).mul(z.slice(at, 0, n - distance));
            z = Operators.concatenate(at, z.slice(at, 0, distance), later);
        }
        return List.of(z);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> Scan.write("*=", axis, false, z, out));
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.FIRST;
    }
}
