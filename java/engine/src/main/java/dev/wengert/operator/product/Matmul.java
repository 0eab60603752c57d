package dev.wengert.operator.product;

import dev.wengert.list.Assignment;
import dev.wengert.list.Keeps;
import dev.wengert.list.Lowering;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.operator.Broadcasting;
import dev.wengert.operator.Require;
import dev.wengert.operator.Single;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrix product {@code z = op(x)·op(y)}: {@code (…,m,k)·(…,k,n) → (…,m,n)}, where op may transpose the last two axes.
 * The axes before them are a batch and broadcast. With k = 0 the result is zeros.
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
        Require.rankAtLeast(2, "x", y.get(0));
        Require.rankAtLeast(2, "y", y.get(1));
        Product product = product(y.get(0).shape(), y.get(1).shape());
        return y.get(0).withShape(product.result());
    }

    private Product product(Shape x, Shape y) {
        return Product.of(x, transposeX, y, transposeY);
    }

    @Override
    public void lower(Assignment z, Lowering out) {
        product(z.operand(0).type().shape(), z.operand(1).type().shape())
                .lower(z.result().type().dtype(), out);
    }

    @Override
    public Register pullback(Assignment z, Register dz, int operand) {
        Register x = z.operand(0);
        Register y = z.operand(1);
        if (operand == 0) {
            Register dx = transposeX ? y.matmul(dz, transposeY, true) : dz.matmul(y, false, !transposeY);
            return Broadcasting.sumTo(dx, x.type().shape());
        }
        if (y.type().shape().rank() == 2 && dz.type().shape().rank() > 2 && !transposeX) {
            x = rows(x);
            dz = rows(dz);
        }
        Register dy = transposeY ? dz.matmul(x, true, transposeX) : x.matmul(dz, !transposeX, false);
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
        int rank = z.result().type().shape().rank();
        return Broadcasting.align(operands.get(0), batched[0], rank)
                .apply(this, Broadcasting.align(operands.get(1), batched[1], rank));
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
