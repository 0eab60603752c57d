package dev.wengert.operator.loss;

import dev.wengert.operator.SingleFormula;

/** Losses, and the similarities that some are made of. */
public sealed interface LossOperator extends SingleFormula permits Loss, Similarity {}
