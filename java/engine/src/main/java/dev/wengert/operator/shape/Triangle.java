package dev.wengert.operator.shape;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaBody;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Linear;
import dev.wengert.operator.Require;
import dev.wengert.operator.Tiling;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;

/** One side of a diagonal of each matrix {@code (…, rows, cols)}, zeros on the other, of any element type. */
sealed interface Triangle extends ShapeOperator, Linear {
    /** How far the diagonal is right of the main one; negative below it. It belongs to what stays. */
    long diagonal();

    @Override
    default TensorType type(List<TensorType> y) {
        Require.rankAtLeast(2, "an operand", y.get(0));
        return y.get(0);
    }

    @Override
    default void lower(Assignment z, Lowering out) {
        TensorType type = z.result().type();
        Shape shape = type.shape();
        long cols = shape.dim(-1);
        long rows = cols == 0 ? 0 : type.size() / cols;
        out.emit(
                name() + "_b" + type.dtype().byteSize(),
                Tiling.rows(rows, cols),
                new long[] {rows, shape.dim(-2), cols, diagonal()},
                new double[0],
                out.result(0),
                out.operand(0));
    }

    @Override
    default Register pullback(Assignment z, Register dz, int operand) {
        return dz.apply(this);
    }

    @Override
    default Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        return operands.get(0).apply(this);
    }

    @Override
    default Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> {
            Shape shape = z.result().type().shape();
            long cols = shape.dim(-1);
            long matrices = shape.slice(0, shape.rank() - 2).size();
            out.declare(z.result(), "");
            out.nest(new long[] {matrices, shape.dim(-2), cols}, at -> {
                String index = JavaBody.index(at, shape.dim(-2) * cols, cols, 1);
                out.block(
                        "if (" + at.get(2) + " - " + at.get(1) + stays() + diagonal() + ")",
                        () -> out.line(
                                out.element(z.result(), index) + " = " + out.element(z.operand(0), index) + ";"));
            });
        });
    }

    /** How the distance from the main diagonal compares where elements stay, in Java. */
    String stays();

    @Override
    default Overwrites overwrites() {
        return Overwrites.FIRST;
    }

    /**
     * What is on and right of a diagonal of each matrix {@code (…, rows, cols)}, zeros on its left.
     *
     * @param diagonal how far right of the main diagonal; negative below it
     */
    record Triu(long diagonal) implements Triangle {
        @Override
        public String stays() {
            return " >= ";
        }
    }

    /**
     * What is on and left of a diagonal of each matrix {@code (…, rows, cols)}, zeros on its right.
     *
     * @param diagonal how far right of the main diagonal; negative below it
     */
    record Tril(long diagonal) implements Triangle {
        @Override
        public String stays() {
            return " <= ";
        }
    }
}
