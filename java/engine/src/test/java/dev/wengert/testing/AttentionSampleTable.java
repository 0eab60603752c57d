package dev.wengert.testing;

import static dev.wengert.tensor.DType.BOOL;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.POSITIVE;
import static dev.wengert.testing.SampleTable.none;
import static dev.wengert.testing.SampleTable.real;
import static dev.wengert.testing.SampleTable.shape;

import dev.wengert.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Samples of attention. */
final class AttentionSampleTable {
    private static final Map<String, Object> CAUSAL = Map.of("isCausal", true, "scale", 0.7);
    private static final Map<String, Object> SCALED = Map.of("scale", 0.6);

    private AttentionSampleTable() {}

    static void addTo(List<Sample> rows) {
        for (Map<String, Object> attributes : List.of(CAUSAL, SCALED)) {
            attention(rows, attributes, shape(),     3, 5, 4, 2);
            attention(rows, attributes, shape(2),    5, 3, 2, 3);
            attention(rows, attributes, shape(2, 3), 1, 1, 3, 1);
            attention(rows, attributes, shape(2),    0, 3, 2, 2);
            attention(rows, attributes, shape(),     65, 67, 1, 2);
            attention(rows, attributes, shape(3),    150, 130, 17, 20);
            attention(rows, attributes, shape(20),   70, 65, 16, 16);
        }
        attention(rows, SCALED, shape(0), 2, 3, 2, 2);
        for (Shape mask : List.of(shape(3, 5), shape(5), shape(3, 1), shape(2, 1, 1, 5), shape(4, 3, 5), shape(2, 4, 3, 5))) {
            attention(rows, SCALED, shape(2, 4), 3, 5, 2, 2, real(ANY, mask));
            attention(rows, SCALED, shape(2, 4), 3, 5, 2, 2, Operand.of(BOOL, seeingSome(mask.dim(-1)), mask.dims()));
        }
        attention(rows, SCALED, shape(3), 150, 130, 17, 20, Operand.of(BOOL, seeingSome(130), 3, 150, 130));
        Operand q = real(ANY, 2, 1, 3, 4);
        Operand k = real(ANY, 3, 5, 4);
        Operand v = real(ANY, 5, 2);
        rows.add(row("scaled_dot_product_attention", none(), q, k, v));
        rows.add(row("scaled_dot_product_attention", none(), q, k, v, Operand.of(BOOL, Domain.below(2), 3, 1)));
        rows.add(row("scaled_dot_product_attention", none(), real(ANY, 3, 4), real(ANY, 0, 4), real(ANY, 0, 2)));
    }

    private static void attention(
            List<Sample> rows, Map<String, Object> attributes, Shape lead, long queries, long keys, long width, long values, Operand... masks) {
        Operand q = real(ANY, with(lead, queries, width));
        Operand k = real(ANY, with(lead, keys, width));
        Operand v = real(ANY, with(lead, keys, values));
        Operand dy = real(ANY, with(lead, queries, values));
        boolean large = lead.size() * queries * keys > 20_000;
        // scores of many elements are large: a greater lse keeps the weights from being so
        Operand lse = real(large ? Domain.between(14, 16) : POSITIVE, lead.insert(lead.rank(), queries));
        List<Sample> both = List.of(
                row("attention", attributes, and(masks, q, k, v)),
                row("scaled_dot_product_attention", attributes, and(masks, q, k, v)),
                row("attention_vjp", attributes, and(masks, q, k, v, lse, lse, dy)));
        both.forEach(sample -> rows.add(large ? sample.inLarge() : sample));
    }

    private static Operand[] and(Operand[] masks, Operand... operands) {
        List<Operand> all = new ArrayList<>(List.of(operands));
        all.addAll(List.of(masks));
        return all.toArray(Operand[]::new);
    }

    private static Shape with(Shape lead, long rows, long cols) {
        return lead.insert(lead.rank(), rows).insert(lead.rank() + 1, cols);
    }

    /** True and false, but true at the beginning of each row. */
    private static Domain seeingSome(long row) {
        return (count, random) -> {
            double[] draws = random.ints(count, 0, 2).asDoubleStream().toArray();
            for (int i = 0; i < count; i += (int) row) {
                draws[i] = 1;
            }
            return draws;
        };
    }
}
