package dev.wengert.operator.recurrent;

import dev.wengert.list.Operator;

/**
 * Recurrent layers as PyTorch defines them, in three sorts: layers ({@code lstm}), written with the sequences that they are
 * made of ({@code lstm_sequence}), which have kernels that go through all steps of a block of rows at once, and the VJPs of
 * those ({@code lstm_sequence_vjp}), which do the same backwards.
 */
public sealed interface RecurrentOperator extends Operator permits RecurrentLayer, SequenceOperator, SequenceVjp {}
