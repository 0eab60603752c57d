package dev.wengert.operator.softmax;

import dev.wengert.list.Operator;

/** Softmax, its logarithm, the cross-entropy with it, and their VJPs. */
public sealed interface SoftmaxOperator extends Operator permits AlongAxis, CrossEntropyOperator {}
