package dev.wengert.operator.recurrent;

import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers as {@code torch.nn.RNN} with {@code relu}: {@code h' = max(x·w_ihᵀ + b_ih + h·w_hhᵀ + b_hh, 0)}; operands
 * and results are those of {@code rnn_tanh}. Convention: relu passes no cotangent at 0.
 * Operands: x, h0, …. Results: output, last.
 *
 * @param layers how many layers, each upon the output of the one before
 * @param bias whether there are biases
 * @param batchFirst whether input and output are {@code (B, T, …)}
 * @param bidirectional whether each layer has a second direction that begins at the last step; their outputs stand side by side
 * @param ragged whether there are lengths
 */
record RnnRelu(int layers, boolean bias, boolean batchFirst, boolean bidirectional, boolean ragged)
        implements RecurrentLayer {
    RnnRelu() {
        this(1, true, false, false, false);
    }

    @Override
    public int gates() {
        return 1;
    }

    @Override
    public int states() {
        return 1;
    }

    @Override
    public List<Register> sequence(
            Register gx, List<Register> weights, List<Register> first, @Nullable Register lengths, boolean reverse) {
        return RnnSequence.layer(gx, weights, first, lengths, true, reverse);
    }
}
