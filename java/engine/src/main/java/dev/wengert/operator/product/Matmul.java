package dev.wengert.operator.product;

import dev.wengert.list.Assignment;
import dev.wengert.list.JavaForm;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The matrix product {@code z = op(x)·op(y)}: {@code (…,m,k)·(…,k,n) → (…,m,n)}, where op may transpose the last two axes.
 * The axes before them are a batch and broadcast. With k = 0 the result is zeros. As in NumPy, x of shape {@code (k)} is a row
 * and y of shape {@code (k)} a column, whose axis of length 1 the result has not.
 *
 * @param transposeX whether x is stored {@code (…,k,m)}
 * @param transposeY whether y is stored {@code (…,n,k)}
 */
record Matmul(boolean transposeX, boolean transposeY) implements ProductOperator, Single {
    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> y) {
        Require.real("operands", y.get(0));
        Require.sameDType(y.get(0), y.get(1));
        Require.rankAtLeast(transposeX ? 2 : 1, "x", y.get(0));
        Require.rankAtLeast(transposeY ? 2 : 1, "y", y.get(1));
        Shape x = y.get(0).shape();
        Shape w = y.get(1).shape();
        Shape result = product(x, w).result();
        if (w.rank() == 1) {
            result = result.slice(0, result.rank() - 1);
        }
        if (x.rank() == 1) {
            int row = result.rank() - (w.rank() == 1 ? 1 : 2);
            result = result.reduce(Axes.of(row), false);
        }
        return y.get(0).withShape(result);
    }

    private Product product(Shape x, Shape y) {
        return Product.of(row(x), transposeX, column(y), transposeY);
    }

    private static Shape row(Shape x) {
        return x.rank() == 1 ? x.insert(0, 1) : x;
    }

    private static Shape column(Shape y) {
        return y.rank() == 1 ? y.insert(1, 1) : y;
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        product(z.operand(0).type().shape(), z.operand(1).type().shape())
                .lower(z.result().type().dtype(), out);
    }

    @Override
    public Optional<JavaForm> inJava() {
        return Optional.of((z, out) -> product(
                        z.operand(0).type().shape(), z.operand(1).type().shape())
                .write(z, out));
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Shape shape = z.operand(operand).type().shape();
        Register x = z.operand(0).reshape(row(z.operand(0).type().shape()));
        Register y = z.operand(1).reshape(column(z.operand(1).type().shape()));
        Register cotangent =
                dz.reshape(product(x.type().shape(), y.type().shape()).result());
        return (operand == 0 ? dx(x, y, cotangent) : dy(x, y, cotangent)).reshape(shape);
    }

    private Register dx(Register x, Register y, Register dz) {
        Register dx = transposeX ? y.matmul(dz, transposeY, true) : dz.matmul(y, false, !transposeY);
        return Broadcasting.sumTo(dx, x.type().shape());
    }

    private Register dy(Register x, Register y, Register dz) {
        boolean oneMatrix = y.type().shape().rank() == 2 && dz.type().shape().rank() > 2 && !transposeX;
        Register left = oneMatrix ? rows(x) : x;
        Register right = oneMatrix ? rows(dz) : dz;
        Register dy = transposeY ? right.matmul(left, true, transposeX) : left.matmul(right, !transposeX, false);
        return Broadcasting.sumTo(dy, y.type().shape());
    }

    /** A batch of matrices as one, so that the sum over the batch happens inside the product. */
    private static Register rows(Register x) {
        Shape shape = x.type().shape();
        long rows = shape.slice(0, shape.rank() - 1).size();
        return x.reshape(rows, shape.dim(-1));
    }

    @Override
    public @Nullable Register pushforward(Assignment z, List<@Nullable Register> ty) {
        Register tx = ty.get(0);
        Register tw = ty.get(1);
        Register left = tx == null ? null : tx.apply(this, z.operand(1));
        Register right = tw == null ? null : z.operand(0).apply(this, tw);
        return left == null ? right : right == null ? left : left.add(right);
    }

    @Override
    public Register batched(Assignment z, List<Register> operands, boolean[] batched) {
        Shape x = z.operand(0).type().shape();
        Shape y = z.operand(1).type().shape();
        Register left = matrices(operands.get(0), batched[0], row(x));
        Register right = matrices(operands.get(1), batched[1], column(y));
        int rank = product(x, y).result().rank();
        Register product =
                Broadcasting.align(left, batched[0], rank).apply(this, Broadcasting.align(right, batched[1], rank));
        long size = Broadcasting.batchSize(operands, batched);
        return product.reshape(z.result().type().shape().insert(0, size));
    }

    private static Register matrices(Register operand, boolean batched, Shape matrix) {
        return operand.reshape(batched ? matrix.insert(0, operand.type().shape().dim(0)) : matrix);
    }

    @Override
    public Keeps keeps() {
        return Keeps.OPERANDS;
    }

    @Override
    public Overwrites overwrites() {
        return Overwrites.NOTHING;
    }
}
