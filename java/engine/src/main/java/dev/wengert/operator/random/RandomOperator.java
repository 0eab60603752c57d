package dev.wengert.operator.random;

import dev.wengert.list.Operator;
import dev.wengert.operator.Require;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;

/**
 * Random numbers by Philox4x32-10 (Salmon et al., SC 2011); the first operand is the number of the step, i64 without
 * dimensions. Element i depends on seed, stream, step and i alone, so a run with another step draws anew and the same step
 * gives the same bits on any number of threads. What a batch has no step of its own for is drawn once: every sample gets the
 * same numbers.
 */
public sealed interface RandomOperator extends Operator
        permits Draw, Dropout, RandomBernoulli, RandomCategorical, RandomPermutation {
    /** The key. */
    long seed();

    /** Tells apart the draws of one seed. */
    long stream();

    /** Checks the number of the step. */
    static void checkStep(TensorType step) {
        Require.same("the number of the step", TensorType.of(DType.I64), step);
    }
}
