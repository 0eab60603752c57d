package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.control.ControlFlow;
import dev.wengert.control.ControlFlow.Step;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Register;
import dev.wengert.operator.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The loss of a network of long short-term memory that predicts each character of a text, as bits, from those before. Its weights
 * are diagonal, so every bit has gates of its own.
 */
final class Lstm {
    static final Module MODULE = new Module(
            "lstm",
            Map.of(
                    "objective",
                    Module.compiled((list, input) ->
                            list.output("loss", loss(Weights.of(list, input), state(list, input), text(list, input)))),
                    "jacobian",
                    Module.compiled((list, input) -> {
                        Register state = state(list, input);
                        Register text = text(list, input);
                        Weights gradient = Derivatives.grad((Weights weights) -> loss(weights, state, text))
                                .apply(Weights.of(list, input));
                        list.output(
                                "gradient",
                                Operators.concatenate(
                                        0,
                                        gradient.layers().reshape(-1),
                                        gradient.ends().reshape(-1)));
                    })));

    private Lstm() {}

    /**
     * What is differentiated by.
     *
     * @param layers for each layer weights and biases of its four gates: forget, in, out, change, {@code (layers, 2, 4, bits)}
     * @param ends weights of what goes in, weights and biases of what comes out, {@code (3, bits)}
     */
    record Weights(Register layers, Register ends) {
        static Weights of(Recording list, JsonNode input) {
            Register layers = list.input("layers", input.get("main_params"));
            long bits = layers.type().shape().dim(1) / 4;
            return new Weights(layers.reshape(-1, 2, 4, bits), list.input("ends", input.get("extra_params")));
        }

        Register weight(int layer, int gate) {
            return layers.select(0, layer).select(0, 0).select(0, gate);
        }

        Register bias(int layer, int gate) {
            return layers.select(0, layer).select(0, 1).select(0, gate);
        }
    }

    /** What a layer remembers. */
    record Memory(Register hidden, Register cell) {}

    /** Hidden values and cells of each layer, row by row. */
    private static Register state(Recording list, JsonNode input) {
        return list.input("state", input.get("state"));
    }

    private static Register text(Recording list, JsonNode input) {
        return list.input("text", input.get("sequence"));
    }

    private static Register loss(Weights weights, Register state, Register text) {
        long steps = text.type().shape().dim(0) - 1;
        List<Memory> first = new ArrayList<>();
        for (int layer = 0; layer < state.type().shape().dim(0) / 2; layer++) {
            first.add(new Memory(state.select(0, 2L * layer), state.select(0, 2L * layer + 1)));
        }
        Register seen = text.slice(0, 0, steps).mul(weights.ends().select(0, 0));
        Register hidden = ControlFlow.scan(first, seen, (memories, x) -> step(weights, memories, x))
                .y();
        Register predicted =
                hidden.mul(weights.ends().select(0, 1)).add(weights.ends().select(0, 2));
        Register logarithms = predicted.exp().sum(true, 1).add(2).log();
        return text.slice(0, 1, steps + 1).mul(predicted.sub(logarithms)).mean().neg();
    }

    private static Step<List<Memory>, Register> step(Weights weights, List<Memory> memories, Register x) {
        List<Memory> next = new ArrayList<>();
        Register input = x;
        for (int layer = 0; layer < memories.size(); layer++) {
            Memory memory = memories.get(layer);
            Register forget = gate(weights, layer, 0, input).sigmoid();
            Register in = gate(weights, layer, 1, memory.hidden()).sigmoid();
            Register out = gate(weights, layer, 2, input).sigmoid();
            Register change = gate(weights, layer, 3, memory.hidden()).tanh();
            Register cell = memory.cell().mul(forget).add(in.mul(change));
            Register hidden = out.mul(cell.tanh());
            next.add(new Memory(hidden, cell));
            input = hidden;
        }
        return new Step<>(next, input);
    }

    private static Register gate(Weights weights, int layer, int gate, Register x) {
        return x.mul(weights.weight(layer, gate)).add(weights.bias(layer, gate));
    }
}
