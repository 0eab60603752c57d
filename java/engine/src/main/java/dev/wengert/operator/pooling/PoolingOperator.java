package dev.wengert.operator.pooling;

import dev.wengert.list.Operator;

/** Pooling in one and two dimensions, and what it is written with. */
public sealed interface PoolingOperator extends Operator permits WindowOperator, Pooling {}
