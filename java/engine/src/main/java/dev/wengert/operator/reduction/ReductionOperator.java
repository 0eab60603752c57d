package dev.wengert.operator.reduction;

import dev.wengert.list.Operator;

/** The operators that sum up axes. */
public sealed interface ReductionOperator extends Operator
        permits Reduction, Choice, Prod, Cumsum, Cumprod, Moments, Norm {}
