package dev.wengert.operator.product;

import dev.wengert.list.Operator;

/** The products of matrices and tensors. */
public sealed interface ProductOperator extends Operator
        permits Linear, Matmul, MatrixProduct, AddedProduct, TensorProduct, Einsum {}
