package dev.wengert.operator.recurrent;

import dev.wengert.list.Register;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Long short-term memory as {@code torch.nn.LSTM}: {@code (i, f, g, o) = (σ, σ, tanh, σ)(x·w_ihᵀ + b_ih + h·w_hhᵀ + b_hh)},
 * {@code c' = f c + i g}, {@code h' = o tanh(c')}; the weights have the rows of i first, then those of f, g and o.
 *
 * <p>With {@code I} features, {@code H} units, {@code L} layers and {@code D} directions the operands are x {@code (T, B, I)}, the
 * first state h0 and cell c0 {@code (L·D, B, H)}, for each layer and direction {@code w_ih (4H, I)}, {@code w_hh (4H, H)}, {@code b_ih (4H)},
 * {@code b_hh (4H)}, and, if ragged, the lengths of the rows, i64 {@code (B)}: a row has the steps before its length alone, its
 * output is 0 at the others. The results are the output {@code (T, B, D·H)} and the last states and cells {@code (L·D, B, H)}. Without the
 * axis B it is one row.
 * Operands: x, h0, c0, …. Results: output, last, lastCell.
 *
 * @param layers how many layers, each upon the output of the one before
 * @param bias whether there are biases
 * @param batchFirst whether input and output are {@code (B, T, …)}
 * @param bidirectional whether each layer has a second direction that begins at the last step; their outputs stand side by side
 * @param ragged whether there are lengths
 */
record Lstm(int layers, boolean bias, boolean batchFirst, boolean bidirectional, boolean ragged)
        implements RecurrentLayer {
    Lstm() {
        this(1, true, false, false, false);
    }

    @Override
    public int gates() {
        return 4;
    }

    @Override
    public int states() {
        return 2;
    }

    @Override
    public List<Register> sequence(
            Register gx, List<Register> weights, List<Register> first, @Nullable Register lengths, boolean reverse) {
        Register b = weights.get(1).add(weights.get(2));
        List<Register> operands = Steps.listed(lengths, gx, weights.get(0), b, first.get(0), first.get(1));
        return gx.builder()
                .apply(new LstmSequence(reverse, lengths != null), operands)
                .subList(1, 3);
    }
}
