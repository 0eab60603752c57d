package dev.wengert.operator.index;

import dev.wengert.list.Operator;

/** The operators with indices among their operands. An index outside its axis fails the run. */
public sealed interface IndexOperator extends Operator
        permits OneHot,
                Embedding,
                Gather,
                ScatterAdd,
                Put,
                Scatter,
                IndexPut,
                AlongAxis,
                OfSlices,
                Argsort,
                Sorted,
                MaskedFill,
                MaskedSelect {}
