package dev.wengert.operator.product;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.operator.SingleFormula;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** The names that PyTorch has for products of operands with a given number of dimensions. */
sealed interface MatrixProduct extends ProductOperator, SingleFormula {
    @Override
    default int arity() {
        return 2;
    }

    @Override
    default Register write(List<Register> y) {
        return y.get(0).matmul(y.get(1));
    }

    private static void checkRanks(int x, int y, List<TensorType> types) {
        Require.rank(x, "x", types.get(0));
        Require.rank(y, "y", types.get(1));
    }

    /** The product of two vectors: {@code (n)·(n) → ()}. */
    record Dot() implements MatrixProduct {
        @Override
        public void check(List<TensorType> y) {
            MatrixProduct.checkRanks(1, 1, y);
        }
    }

    /** The product of a matrix and a vector: {@code (m,n)·(n) → (m)}. */
    record Mv() implements MatrixProduct {
        @Override
        public void check(List<TensorType> y) {
            MatrixProduct.checkRanks(2, 1, y);
        }
    }

    /** The product of two matrices: {@code (m,k)·(k,n) → (m,n)}. */
    record Mm() implements MatrixProduct {
        @Override
        public void check(List<TensorType> y) {
            MatrixProduct.checkRanks(2, 2, y);
        }
    }

    /** The products of matrices, as many on each side: {@code (b,m,k)·(b,k,n) → (b,m,n)}. */
    record Bmm() implements MatrixProduct {
        @Override
        public void check(List<TensorType> y) {
            MatrixProduct.checkRanks(3, 3, y);
            long x = y.get(0).shape().dim(0);
            long w = y.get(1).shape().dim(0);
            Require.that(x == w, "expected as many matrices in y as in x, found " + x + " and " + w);
        }
    }
}
