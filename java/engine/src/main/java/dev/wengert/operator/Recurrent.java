package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers over sequences, as PyTorch's modules of these names compute them. Each takes the input, the first states,
 * and as weights, for each layer and direction, {@code w_ih, w_hh, b_ih, b_hh}; it gives the output of every step and the last
 * states. Shapes are in the descriptions of the operators {@code rnn_tanh}, {@code rnn_relu}, {@code lstm} and {@code gru}.
 */
public final class Recurrent implements Vocabulary {
    private Recurrent() {}

    /**
     * How layers are put together.
     *
     * @param layers how many, each upon the output of the one before
     * @param bias whether there are biases
     * @param batchFirst whether input and output are {@code (rows, steps, …)}, otherwise {@code (steps, rows, …)}
     * @param bidirectional whether each layer goes through the sequence forwards and backwards
     * @param lengths how many steps each row has, i64 {@code (rows)}; null if all have all
     */
    public record Form(
            int layers,
            boolean bias,
            boolean batchFirst,
            boolean bidirectional,
            @Nullable Register lengths) {
        /** One layer with biases, forwards, steps first, every row with all steps: PyTorch's defaults. */
        public static final Form USUAL = new Form(1, true, false, false, null);

        /** With so many layers. */
        public Form withLayers(int count) {
            return new Form(count, bias, batchFirst, bidirectional, lengths);
        }

        /** Without biases. */
        public Form withoutBias() {
            return new Form(layers, false, batchFirst, bidirectional, lengths);
        }

        /** With the rows as the first axis of input and output. */
        public Form withBatchFirst() {
            return new Form(layers, bias, true, bidirectional, lengths);
        }

        /** With both directions. */
        public Form inBothDirections() {
            return new Form(layers, bias, batchFirst, true, lengths);
        }

        /** With rows of different lengths: each stops at its own, as packed sequences do, and its output is 0 from there on. */
        public Form withLengths(Register each) {
            return new Form(layers, bias, batchFirst, bidirectional, each);
        }
    }

    /** What a layer of plain units gives. */
    public record Outputs(Register output, Register last) {}

    /** What an LSTM gives. */
    public record LstmOutputs(Register output, Register last, Register lastCell) {}

    /** Units {@code h' = tanh(x·w_ihᵀ + b_ih + h·w_hhᵀ + b_hh)}. */
    public static Outputs rnnTanh(Form form, Register x, Register h0, Register... weights) {
        return outputs(apply("rnn_tanh", form, List.of(x, h0), weights));
    }

    /** Units {@code h' = max(x·w_ihᵀ + b_ih + h·w_hhᵀ + b_hh, 0)}. */
    public static Outputs rnnRelu(Form form, Register x, Register h0, Register... weights) {
        return outputs(apply("rnn_relu", form, List.of(x, h0), weights));
    }

    /** Gated recurrent units; the weights have the rows of gates r, z and n in this order. */
    public static Outputs gru(Form form, Register x, Register h0, Register... weights) {
        return outputs(apply("gru", form, List.of(x, h0), weights));
    }

    /** Long short-term memory; the weights have the rows of gates i, f, g and o in this order. */
    public static LstmOutputs lstm(Form form, Register x, Register h0, Register c0, Register... weights) {
        List<Register> results = apply("lstm", form, List.of(x, h0, c0), weights);
        return new LstmOutputs(results.get(0), results.get(1), results.get(2));
    }

    private static Outputs outputs(List<Register> results) {
        return new Outputs(results.get(0), results.get(1));
    }

    private static List<Register> apply(String layer, Form form, List<Register> first, Register... weights) {
        List<Register> operands = new ArrayList<>(first);
        operands.addAll(Arrays.asList(weights));
        Register lengths = form.lengths();
        if (lengths != null) {
            operands.add(lengths);
        }
        Map<String, Object> attributes = Map.of(
                "layers", form.layers(),
                "bias", form.bias(),
                "batchFirst", form.batchFirst(),
                "bidirectional", form.bidirectional(),
                "ragged", lengths != null);
        return first.get(0).builder().call(layer, attributes, operands);
    }
}
