package dev.wengert.operator.product;

import dev.wengert.list.Operator;

/** The products of matrices. */
public sealed interface ProductOperator extends Operator permits Matmul {}
