package dev.wengert.operator.product;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.TensorType;
import java.util.List;

/**
 * {@code beta·c + alpha·(x·y)} of c, x and y, where c is broadcast to the product. With beta = 0 no element of c is read, so
 * NaN in it does no harm.
 */
sealed interface AddedProduct extends ProductOperator, SingleFormula {
    /** The factor of c, 1 unless given. */
    double beta();

    /** The factor of the product, 1 unless given. */
    double alpha();

    /** The product. */
    MatrixProduct product();

    @Override
    default int arity() {
        return 3;
    }

    @Override
    default void check(List<TensorType> y) {
        Require.sameDType(y.get(0), y.get(1));
        TensorType product = product().infer(y.subList(1, 3)).get(0);
        Require.that(
                y.get(0).shape().broadcastsTo(product.shape()),
                "expected c that broadcasts to " + product + ", found " + y.get(0));
    }

    @Override
    default Register write(List<Register> y) {
        Register product = scaled(y.get(1).apply(product(), y.get(2)), alpha());
        return beta() == 0 ? product : scaled(y.get(0), beta()).add(product);
    }

    private static Register scaled(Register x, double factor) {
        return factor == 1 ? x : x.mul(factor);
    }

    /**
     * {@code beta·c + alpha·(x·y)} with a product of matrices, {@code (m,k)·(k,n) → (m,n)}, to which c broadcasts. With beta = 0
     * no element of c is read. Operands: c, x, y.
     *
     * @param beta the factor of c, 1 unless given
     * @param alpha the factor of the product, 1 unless given
     */
    record Addmm(double beta, double alpha) implements AddedProduct {
        Addmm() {
            this(1, 1);
        }

        @Override
        public MatrixProduct product() {
            return new MatrixProduct.Mm();
        }
    }

    /**
     * {@code beta·c + alpha·(x·y)} with a product of a matrix and a vector, {@code (m,n)·(n) → (m)}, to which c broadcasts. With
     * beta = 0 no element of c is read. Operands: c, x, y.
     *
     * @param beta the factor of c, 1 unless given
     * @param alpha the factor of the product, 1 unless given
     */
    record Addmv(double beta, double alpha) implements AddedProduct {
        Addmv() {
            this(1, 1);
        }

        @Override
        public MatrixProduct product() {
            return new MatrixProduct.Mv();
        }
    }

    /**
     * {@code beta·c + alpha·(x·y)} with products of as many matrices on each side, {@code (b,m,k)·(b,k,n) → (b,m,n)}, to which c
     * broadcasts. With beta = 0 no element of c is read. Operands: c, x, y.
     *
     * @param beta the factor of c, 1 unless given
     * @param alpha the factor of the products, 1 unless given
     */
    record Baddbmm(double beta, double alpha) implements AddedProduct {
        Baddbmm() {
            this(1, 1);
        }

        @Override
        public MatrixProduct product() {
            return new MatrixProduct.Bmm();
        }
    }
}
