package dev.wengert.operator.recurrent;

import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers as {@code torch.nn.RNN}: {@code h' = tanh(x·w_ihᵀ + b_ih + h·w_hhᵀ + b_hh)}.
 *
 * <p>With {@code I} features, {@code H} units, {@code L} layers and {@code D} directions the operands are x {@code (T, B, I)}, the
 * first state h0 {@code (L·D, B, H)}, for each layer and direction {@code w_ih (H, I)}, {@code w_hh (H, H)}, {@code b_ih (H)},
 * {@code b_hh (H)}, and, if ragged, the lengths of the rows, i64 {@code (B)}: a row has the steps before its length alone, its
 * output is 0 at the others. The results are the output {@code (T, B, D·H)} and the last state {@code (L·D, B, H)}. Without the
 * axis B it is one row.
 * Operands: x, h0, …. Results: output, last.
 *
 * @param layers how many layers, each upon the output of the one before
 * @param bias whether there are biases
 * @param batchFirst whether input and output are {@code (B, T, …)}
 * @param bidirectional whether each layer has a second direction that begins at the last step; their outputs stand side by side
 * @param ragged whether there are lengths
 */
record RnnTanh(int layers, boolean bias, boolean batchFirst, boolean bidirectional, boolean ragged)
        implements RecurrentLayer {
    RnnTanh() {
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
        return RnnSequence.layer(gx, weights, first, lengths, false, reverse);
    }
}
