package dev.wengert.operator.normalization;

import dev.wengert.list.Operator;

/** The family of the normalisations. */
public sealed interface NormalizationOperator extends Operator
        permits LineNorm,
                LineNormVjp,
                BatchNorm,
                BatchNormInference,
                BatchNormTraining,
                BatchNormTrainingVjp,
                Normalize {}
