package dev.wengert.testing;

import static dev.wengert.tensor.DType.BOOL;
import static dev.wengert.tensor.DType.F64;
import static dev.wengert.tensor.DType.I64;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.real;

import dev.wengert.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of the operators that draw. */
final class RandomSampleTable {
    private static final Operand STEP = Operand.of(I64, Domain.only(3));

    private RandomSampleTable() {}

    static void addTo(List<Sample> rows) {
        for (long[] dims : new long[][] {{}, {0}, {3, 5}, {17}, {40_001}}) {
            boolean large = Shape.of(dims).size() > 40_000;
            add(rows, large, row("random_uniform", draw(dims, "low", -1, "high", 2), STEP));
            add(rows, large, row("random_normal", draw(dims, "mean", 3, "deviation", 0.5), STEP));
            add(rows, large, row("random_truncated_normal", truncated(dims, -2, 2), STEP));
            add(rows, large, row("random_bernoulli", draw(dims, "p", 0.3), STEP));
        }
        double infinity = Double.POSITIVE_INFINITY;
        rows.add(row("random_truncated_normal", truncated(new long[] {7}, 4, infinity), STEP));
        rows.add(row("random_truncated_normal", truncated(new long[] {7}, -infinity, -1.5), STEP));
        Map<String, Object> truths = new LinkedHashMap<>(draw(new long[] {9}, "p", 0.5));
        truths.put("dtype", BOOL);
        rows.add(row("random_bernoulli", truths, STEP));
        rows.add(row("random_bernoulli", draw(new long[] {5}, "p", 0), STEP));
        rows.add(row("random_bernoulli", draw(new long[] {5}, "p", 1), STEP));
        for (Shape logits : List.of(Shape.of(1), Shape.of(5), Shape.of(3, 4), Shape.of(2, 3, 17), Shape.of(0, 3))) {
            rows.add(row("random_categorical", stream(), STEP, real(ANY, logits)));
        }
        rows.add(row("random_categorical", stream(), STEP, real(ANY, 300, 257)).inLarge());
        for (long n : new long[] {0, 1, 2, 19, 40_001}) {
            Map<String, Object> attributes = new LinkedHashMap<>(stream());
            attributes.put("n", n);
            add(rows, n > 40_000, row("random_permutation", attributes, STEP));
        }
    }

    private static void add(List<Sample> rows, boolean large, Sample sample) {
        rows.add(large ? sample.inLarge() : sample);
    }

    private static Map<String, Object> truncated(long[] dims, double low, double high) {
        return draw(dims, "mean", 0.5, "deviation", 0.75, "low", low, "high", high);
    }

    private static Map<String, Object> stream() {
        return Map.of("seed", 7, "stream", 2);
    }

    /** Names and numbers by turns. */
    private static Map<String, Object> draw(long[] dims, Object... numbers) {
        Map<String, Object> attributes = new LinkedHashMap<>(stream());
        for (int i = 0; i < numbers.length; i += 2) {
            attributes.put((String) numbers[i], numbers[i + 1]);
        }
        attributes.put("dtype", F64);
        attributes.put("shape", Shape.of(dims));
        return attributes;
    }
}
