package dev.wengert.testing;

import static dev.wengert.tensor.DType.I32;
import static dev.wengert.tensor.DType.I64;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.NONZERO;
import static dev.wengert.testing.SampleTable.POSITIVE;
import static dev.wengert.testing.SampleTable.ints;
import static dev.wengert.testing.SampleTable.none;
import static dev.wengert.testing.SampleTable.real;
import static dev.wengert.testing.SampleTable.shape;

import dev.wengert.tensor.Shape;
import java.util.List;
import java.util.Map;

/** Samples of linear maps, embeddings, normalisation and dropout. */
final class NeuralSampleTable {
    private NeuralSampleTable() {}

    static void addTo(List<Sample> rows) {
        linear(rows);
        embedding(rows);
        lines(rows);
        batches(rows);
        normalize(rows);
        dropout(rows);
    }

    private static void linear(List<Sample> rows) {
        rows.add(row("linear", none(), real(ANY, 3),          real(ANY, 4, 3), real(ANY, 4)));
        rows.add(row("linear", none(), real(ANY, 5, 3),       real(ANY, 4, 3), real(ANY, 4)));
        rows.add(row("linear", none(), real(ANY, 2, 5, 3),    real(ANY, 4, 3), real(ANY, 4)));
        rows.add(row("linear", none(), real(ANY, 2, 5, 3),    real(ANY, 4, 3)));
        rows.add(row("linear", none(), real(ANY, 2, 3),       real(ANY, 3),    real(ANY)));
        rows.add(row("linear", none(), real(ANY, 3),          real(ANY, 3)));
        rows.add(row("linear", none(), real(ANY, 0, 3),       real(ANY, 4, 3), real(ANY, 4)));
        rows.add(row("linear", none(), real(ANY, 2, 0),       real(ANY, 4, 0), real(ANY, 4)));
        rows.add(row("linear", none(), real(ANY, 2, 3),       real(ANY, 0, 3), real(ANY, 0)));
        rows.add(row("linear", none(), real(ANY, 3, 100, 300), real(ANY, 129, 300), real(ANY, 129)).inLarge());
    }

    private static void embedding(List<Sample> rows) {
        rows.add(row("embedding", none(),     ints(I32, 5, 4),       real(ANY, 5, 3)));
        rows.add(row("embedding", none(),     ints(I64, 5, 2, 3),    real(ANY, 5, 3)));
        rows.add(row("embedding", none(),     ints(I64, 5),          real(ANY, 5, 17)));
        rows.add(row("embedding", none(),     ints(I64, 5, 0),       real(ANY, 5, 3)));
        rows.add(row("embedding", none(),     ints(I32, 5, 4),       real(ANY, 5, 0)));
        rows.add(row("embedding", padding(4), ints(I32, 4, 6),       real(ANY, 5, 3)));
        rows.add(row("embedding", padding(-1), ints(I64, 4, 2, 2),   real(ANY, 5, 3)));
        rows.add(row("embedding", none(),     ints(I64, 50, 3000),   real(ANY, 50, 33)).inLarge());
    }

    private static void lines(List<Sample> rows) {
        line(rows, shape(6),    1e-5, 4, 6);
        line(rows, shape(17),   0.1,  3, 17);
        line(rows, shape(3, 4), 0.1,  2, 3, 4);
        line(rows, shape(2, 3), 0.1,  2, 3);
        line(rows, shape(1),    0.1,  5, 1);
        line(rows, shape(3),    0.1,  0, 3);
        line(rows, shape(0),    0.1,  3, 0);
        line(rows, shape(75),   1e-5, 2, 75);
        line(rows, shape(129),  1e-5, 400, 129);
        group(rows, 1, 0.1,  3, 4);
        group(rows, 2, 0.1,  3, 4, 5);
        group(rows, 4, 0.1,  2, 4, 3, 2);
        group(rows, 3, 1e-5, 2, 3, 17);
        group(rows, 1, 0.1,  0, 2, 3);
        group(rows, 2, 0.1,  2, 2, 0);
        group(rows, 4, 1e-5, 10, 8, 600);
    }

    private static void line(List<Sample> rows, Shape normalized, double eps, long... dims) {
        Operand x = real(ANY, dims);
        Operand w = real(ANY, normalized);
        Map<String, Object> attributes = Map.of("normalizedShape", normalized, "eps", eps);
        add(rows, row("layer_norm",     attributes, x, w, w));
        add(rows, row("layer_norm_vjp", attributes, x, w, x));
        add(rows, row("rms_norm",       attributes, x, w));
        add(rows, row("rms_norm_vjp",   attributes, x, w, x));
    }

    private static void group(List<Sample> rows, long groups, double eps, long... dims) {
        Operand x = real(ANY, dims);
        Operand w = real(ANY, dims[1]);
        Map<String, Object> attributes = Map.of("numGroups", groups, "eps", eps);
        add(rows, row("group_norm",     attributes, x, w, w));
        add(rows, row("group_norm_vjp", attributes, x, w, x));
    }

    private static void batches(List<Sample> rows) {
        batch(rows, 4, 3);
        batch(rows, 5, 17);
        batch(rows, 3, 2, 5);
        batch(rows, 2, 3, 2, 2);
        batch(rows, 2, 2, 33);
        batch(rows, 2, 0, 3);
        batch(rows, 300, 70);
        batch(rows, 20, 40, 51);
        for (long[] dims : new long[][] {{0, 3}, {1, 3}, {2, 3, 0}}) {
            Operand c = real(POSITIVE, 3);
            rows.add(row("batch_norm", none(), real(ANY, dims), c, c, c, c));
            rows.add(row("batch_norm_inference", none(), real(ANY, dims), c, c, c, c));
        }
    }

    private static void batch(List<Sample> rows, long... dims) {
        Operand x = real(ANY, dims);
        Operand c = real(ANY, dims[1]);
        Operand var = real(POSITIVE, dims[1]);
        add(rows, row("batch_norm",              none(), x, c, var, c, c));
        add(rows, row("batch_norm",              Map.of("training", true, "momentum", 0.3, "eps", 0.1), x, c, var, c, c));
        add(rows, row("batch_norm_inference",    Map.of("eps", 0.1), x, c, var, c, c));
        add(rows, row("batch_norm_training",     Map.of("eps", 0.1), x, c, c));
        add(rows, row("batch_norm_training_vjp", Map.of("eps", 0.1), x, c, var, c, x));
    }

    private static void normalize(List<Sample> rows) {
        rows.add(row("normalize", none(),                        real(NONZERO, 3, 5)));
        rows.add(row("normalize", Map.of("axis", 0),             real(NONZERO, 5)));
        rows.add(row("normalize", Map.of("axis", -1, "p", 3),    real(NONZERO, 2, 3, 4)));
        rows.add(row("normalize", Map.of("axis", 1, "p", 1),     real(NONZERO, 2, 3, 4)));
        rows.add(row("normalize", Map.of("eps", 100),            real(NONZERO, 3, 5)));
        rows.add(row("normalize", none(),                        real(NONZERO, 0, 5)));
        rows.add(row("normalize", none(),                        real(NONZERO, 300, 257)).inLarge());
    }

    private static void dropout(List<Sample> rows) {
        Operand step = Operand.of(I64, Domain.only(3));
        for (Shape shape : List.of(shape(), shape(0), shape(3, 5), shape(77))) {
            rows.add(row("dropout", drop(0.3), real(ANY, shape), step));
        }
        rows.add(row("dropout", none(),  real(ANY, 40), step));
        rows.add(row("dropout", drop(0), real(ANY, 40), step));
        rows.add(row("dropout", drop(1), real(ANY, 40), step));
        rows.add(row("dropout", drop(0.3), real(ANY, 40_001), step).inLarge());
    }

    /** Samples of many elements are for threads alone. */
    private static void add(List<Sample> rows, Sample sample) {
        rows.add(sample.operands().get(0).type().size() > 20_000 ? sample.inLarge() : sample);
    }

    private static Map<String, Object> padding(long paddingIdx) {
        return Map.of("paddingIdx", paddingIdx);
    }

    private static Map<String, Object> drop(double p) {
        return Map.of("p", p, "seed", 7, "stream", 2);
    }
}
