package dev.wengert.operator.shape;

import dev.wengert.list.Operator;

/** The operators that make, repeat or move elements. */
public sealed interface ShapeOperator extends Operator
        permits Fill,
                Range,
                Reshape,
                StopGradient,
                Transpose,
                Broadcast,
                Slice,
                Place,
                Concatenate,
                View,
                Arrangement,
                Stack,
                Split,
                Triangle {}
