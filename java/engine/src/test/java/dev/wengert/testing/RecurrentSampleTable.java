package dev.wengert.testing;

import static dev.wengert.tensor.DType.I64;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.NONZERO;
import static dev.wengert.testing.SampleTable.ints;
import static dev.wengert.testing.SampleTable.real;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of recurrent layers, of the sequences that they are made of, and of the VJPs of those. */
final class RecurrentSampleTable {
    private static final Domain WEIGHTS = Domain.between(-0.8, 0.8);
    private static final Domain GATES = Domain.between(0.1, 0.9);

    private static final Map<String, Integer> WIDTHS = Map.of("rnn", 1, "rnn_tanh", 1, "rnn_relu", 1, "lstm", 4, "gru", 3);

    /** Steps, rows, units: the usual, none of each, one of each, wider than a vector. */
    private static final long[][] SHAPES = {{3, 2, 2}, {0, 2, 3}, {2, 0, 3}, {2, 3, 0}, {1, 1, 1}, {2, 1, 9}};

    private RecurrentSampleTable() {}

    static void addTo(List<Sample> rows) {
        for (String cell : List.of("rnn", "lstm", "gru")) {
            for (long[] shape : SHAPES) {
                rows.add(sequence(cell, Map.of(), shape));
                rows.add(vjp(cell, Map.of(), true, shape));
            }
            rows.add(sequence(cell, Map.of("reverse", true), 3, 2, 2));
            rows.add(sequence(cell, Map.of("ragged", true), 3, 3, 2));
            rows.add(sequence(cell, Map.of("ragged", true, "reverse", true), 3, 3, 2));
            rows.add(sequence(cell, Map.of("reverse", true), 5, 24, 33).inLarge());
            rows.add(vjp(cell, Map.of(), false, 3, 2, 2));
            rows.add(vjp(cell, Map.of("reverse", true), true, 2, 2, 2));
            rows.add(vjp(cell, Map.of("ragged", true), true, 3, 3, 2));
            rows.add(vjp(cell, Map.of("ragged", true), true, 4, 40, 33).inLarge());
        }
        rows.add(sequence("rnn", Map.of("relu", true, "ragged", true), 3, 2, 2));
        rows.add(vjp("rnn", Map.of("relu", true, "reverse", true), true, 2, 2, 2));
        for (String layer : List.of("rnn_tanh", "rnn_relu", "lstm", "gru")) {
            rows.add(layer(layer, Map.of(), 3, 2, 2, 2));
            rows.add(layer(layer, Map.of("ragged", true, "batchFirst", true), 3, 2, 2, 1));
            rows.add(layer(layer, Map.of("bidirectional", true, "bias", false), 2, 2, 1, 2));
            rows.add(layer(layer, Map.of("layers", 2, "bias", false), 2, 1, 2, 2));
            rows.add(layer(layer, Map.of(), 0, 2, 2, 2));
            rows.add(layer(layer, Map.of(), 2, 0, 2, 2));
            rows.add(layer(layer, Map.of("bidirectional", true), 3, 34, 7, 32).inLarge());
        }
        rows.add(layer("rnn_tanh", Map.of("layers", 2, "bidirectional", true, "bias", false, "ragged", true), 2, 2, 1, 2));
        rows.add(ofOneRow("lstm"));
        rows.add(ofOneRow("gru"));
    }

    private static Sample sequence(String cell, Map<String, Object> attributes, long... shape) {
        long steps = shape[0];
        long batch = shape[1];
        long units = shape[2];
        int width = WIDTHS.get(cell);
        List<Operand> operands = new ArrayList<>();
        operands.add(real(ANY, steps, batch, width * units));
        operands.add(real(WEIGHTS, width * units, units));
        operands.add(real(WEIGHTS, width * units));
        if (cell.equals("gru")) {
            operands.add(real(WEIGHTS, width * units));
        }
        operands.add(real(ANY, batch, units));
        if (cell.equals("lstm")) {
            operands.add(real(ANY, batch, units));
        }
        return of(cell + "_sequence", attributes, operands, steps, batch);
    }

    /** With all cotangents, or with those that may be zeros left out. */
    private static Sample vjp(String cell, Map<String, Object> attributes, boolean all, long... shape) {
        long steps = shape[0];
        long batch = shape[1];
        long units = shape[2];
        int width = WIDTHS.get(cell);
        Operand states = real(NONZERO, steps, batch, units);
        Operand weights = real(WEIGHTS, width * units, units);
        Operand first = real(ANY, batch, units);
        Operand kept = real(GATES, steps, batch, 4 * units);
        Operand dstates = real(ANY, steps, batch, units);
        Operand dkept = all ? real(ANY, steps, batch, 4 * units) : real(ANY, 0);
        Operand dcells = all ? dstates : real(ANY, 0);
        List<Operand> operands = switch (cell) {
            case "rnn" -> List.of(states, weights, dstates);
            case "lstm" -> List.of(kept, weights, first, states, dstates, dcells, dkept);
            default -> List.of(kept, weights, first, states, dstates, dkept);
        };
        return of(cell + "_sequence_vjp", attributes, operands, steps, batch);
    }

    private static Sample layer(
            String layer, Map<String, Object> attributes, long steps, long batch, long features, long units) {
        boolean batchFirst = attributes.containsKey("batchFirst");
        List<Operand> operands = new ArrayList<>();
        operands.add(batchFirst ? real(ANY, batch, steps, features) : real(ANY, steps, batch, features));
        long directions = attributes.containsKey("bidirectional") ? 2 : 1;
        long sets = (int) attributes.getOrDefault("layers", 1) * directions;
        for (int i = 0; i < (layer.equals("lstm") ? 2 : 1); i++) {
            operands.add(real(ANY, sets, batch, units));
        }
        for (int set = 0; set < sets; set++) {
            addWeights(
                    operands,
                    WIDTHS.get(layer) * units,
                    set < directions ? features : directions * units,
                    units,
                    !attributes.containsKey("bias"));
        }
        return of(layer, attributes, operands, steps, batch);
    }

    private static Sample ofOneRow(String layer) {
        List<Operand> operands = new ArrayList<>();
        operands.add(real(ANY, 3, 2));
        for (int i = 0; i < (layer.equals("lstm") ? 2 : 1); i++) {
            operands.add(real(ANY, 1, 2));
        }
        addWeights(operands, 2L * WIDTHS.get(layer), 2, 2, true);
        return of(layer, Map.of(), operands, 3, 1);
    }

    private static void addWeights(List<Operand> operands, long rows, long features, long units, boolean bias) {
        operands.add(real(WEIGHTS, rows, features));
        operands.add(real(WEIGHTS, rows, units));
        if (bias) {
            operands.add(real(WEIGHTS, rows));
            operands.add(real(WEIGHTS, rows));
        }
    }

    private static Sample of(
            String operator, Map<String, Object> attributes, List<Operand> operands, long steps, long batch) {
        List<Operand> all = new ArrayList<>(operands);
        if (attributes.containsKey("ragged")) {
            all.add(ints(I64, (int) steps + 1, batch));
        }
        return row(operator, new LinkedHashMap<>(attributes), all.toArray(Operand[]::new)).within(1e-5, 3e-7);
    }
}
