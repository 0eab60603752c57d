package dev.wengert.operator.attention;

import dev.wengert.list.Operator;

/** The family of attention. */
public sealed interface AttentionOperator extends Operator permits Attention, AttentionVjp, ScaledDotProductAttention {}
