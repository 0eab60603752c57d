package dev.wengert.testing;

import static dev.wengert.tensor.DType.BOOL;
import static dev.wengert.tensor.DType.F64;
import static dev.wengert.tensor.DType.I32;
import static dev.wengert.tensor.DType.I64;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.APART;
import static dev.wengert.testing.SampleTable.NONZERO;
import static dev.wengert.testing.SampleTable.ints;
import static dev.wengert.testing.SampleTable.none;
import static dev.wengert.testing.SampleTable.real;

import dev.wengert.tensor.Axes;
import java.util.List;
import java.util.Map;

/** Samples of further reductions, of running ones, and of the operators that sort and choose. */
final class SelectionSampleTable {
    private SelectionSampleTable() {}

    static void addTo(List<Sample> rows) {
        reductions(rows);
        integers(rows);
        moments(rows);
        norms(rows);
        scans(rows);
        orders(rows);
        indices(rows);
        ranges(rows);
    }

    private static void reductions(List<Sample> rows) {
        for (String name : List.of("min", "prod", "logsumexp", "median", "any", "all")) {
            boolean chooses = name.equals("min") || name.equals("median");
            Domain domain = chooses ? APART : name.equals("prod") ? NONZERO : ANY;
            rows.add(row(name, none(),             real(domain)));
            rows.add(row(name, axes(true, -1),     real(domain)));
            rows.add(row(name, none(),             real(domain, 33)));
            rows.add(row(name, none(),             real(domain, 3, 5)));
            rows.add(row(name, axes(false, 0),     real(domain, 4, 3)));
            rows.add(row(name, axes(true, 1),      real(domain, 4, 17)));
            rows.add(row(name, axes(false, 1),     real(domain, 2, 3, 4)));
            rows.add(row(name, axes(true, 0, 2),   real(domain, 2, 3, 4)));
            rows.add(row(name, axes(false, 2, 0),  real(domain, 2, 3, 4)));
            rows.add(row(name, axes(true),         real(domain, 1, 1)));
            rows.add(row(name, axes(false, 1),     real(domain, 0, 3)));
            rows.add(row(name, axes(false, 1),     real(domain, 257, 300)).inLarge());
        }
        for (String name : List.of("min", "any", "all")) {
            rows.add(row(name, none(),             real(APART, 60_001)).inLarge());
            rows.add(row(name, axes(false, 0),     real(APART, 40_000, 3)).inLarge());
        }
        for (String name : List.of("prod", "any", "all")) {
            rows.add(row(name, axes(false, 0),     real(ANY, 0, 3)));
        }
        rows.add(row("prod", axes(false, 1),       real(Domain.below(3), 4, 5)));
    }

    private static void integers(List<Sample> rows) {
        rows.add(row("sum",    axes(false, 0),  ints(I32, 9, 4, 3)));
        rows.add(row("sum",    none(),          ints(I64, 9, 5)));
        rows.add(row("sum",    none(),          ints(BOOL, 2, 19)));
        rows.add(row("sum",    none(),          ints(I64, 9, 60_001)).inLarge());
        rows.add(row("prod",   axes(true, 1),   ints(I32, 4, 4, 3)));
        rows.add(row("prod",   none(),          ints(I64, 3, 5)));
        rows.add(row("prod",   none(),          ints(BOOL, 2, 3)));
        rows.add(row("max",    axes(false, 0),  ints(I32, 9, 4, 3)));
        rows.add(row("max",    none(),          ints(I64, 99, 33)));
        rows.add(row("min",    axes(false, 1),  ints(I32, 9, 4, 3)));
        rows.add(row("min",    none(),          ints(I64, 99, 33)));
        rows.add(row("argmax", axis(1),         ints(I32, 5, 4, 7)));
        rows.add(row("argmax", axis(0),         ints(I64, 5, 4, 7)));
        rows.add(row("argmax", axis(0),         ints(BOOL, 2, 7)));
        rows.add(row("argmin", axis(0),         real(APART)));
        rows.add(row("argmin", axis(0),         real(APART, 5)));
        rows.add(row("argmin", axis(-1),        real(APART, 3, 17)));
        rows.add(row("argmin", axis(1),         real(APART, 2, 3, 4)));
        rows.add(row("argmin", axis(1),         real(APART, 0, 3)));
        rows.add(row("argmin", axis(1),         ints(I32, 5, 4, 7)));
        rows.add(row("argmin", axis(0),         ints(BOOL, 2, 7)));
        rows.add(row("argmin", axis(1),         real(APART, 300, 257)).inLarge());
        rows.add(row("any",    none(),          ints(BOOL, 2, 5)));
        rows.add(row("any",    axes(true, 0),   ints(I32, 2, 2, 5)));
        rows.add(row("all",    none(),          ints(BOOL, 2, 5)));
        rows.add(row("all",    axes(false, 1),  ints(I64, 2, 5, 2)));
        rows.add(row("median", axes(false, 1),  ints(I64, 9, 5, 4)));
        rows.add(row("trace",  none(),          ints(I32, 9, 3, 3)));
    }

    private static void moments(List<Sample> rows) {
        for (String name : List.of("var", "std")) {
            rows.add(row(name, none(),                   real(ANY, 17)));
            rows.add(row(name, moment(1, false),         real(ANY, 3, 5)));
            rows.add(row(name, moment(0, true, 1),       real(ANY, 4, 7)));
            rows.add(row(name, moment(1, false, 0, 2),   real(ANY, 2, 3, 4)));
            rows.add(row(name, moment(1, false, 1),      real(ANY, 0, 3)));
            rows.add(row(name, moment(1, false, 1),      real(ANY, 257, 300)).inLarge());
        }
    }

    private static void norms(List<Sample> rows) {
        for (double p : new double[] {0, 1, 2, 3, 2.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Domain domain = Double.isInfinite(p) ? Domain.between(0.2, 3) : NONZERO;
            rows.add(row("norm", Map.of("p", p),                       real(domain, 7)));
            rows.add(row("norm", Map.of("p", p, "axes", Axes.of(1)),   real(domain, 3, 5)));
            rows.add(row("norm", Map.of("p", p, "keepDims", true, "axes", Axes.of(0, 2)), real(domain, 2, 3, 4)));
        }
        rows.add(row("norm", Map.of("p", 1),                           real(NONZERO)));
        rows.add(row("norm", Map.of("p", 2, "axes", Axes.of(0)),       real(NONZERO, 0, 3)));
        rows.add(row("norm", Map.of("p", 3, "axes", Axes.of(1)),       real(NONZERO, 300, 257)).inLarge());
    }

    private static void scans(List<Sample> rows) {
        for (String name : List.of("cumsum", "cumprod")) {
            Domain domain = name.equals("cumsum") ? ANY : Domain.between(-1.2, 1.2);
            rows.add(row(name, axis(0),  real(domain)));
            rows.add(row(name, axis(0),  real(domain, 17)));
            rows.add(row(name, axis(-1), real(domain, 3, 5)));
            rows.add(row(name, axis(1),  real(domain, 2, 4, 3)));
            rows.add(row(name, axis(0),  real(domain, 0, 3)));
            rows.add(row(name, axis(1),  real(domain, 0, 3)));
            rows.add(row(name, axis(0),  ints(I32, 3, 5)));
            rows.add(row(name, axis(0),  ints(BOOL, 2, 5)));
            rows.add(row(name, axis(0),  ints(I64, 3, 5, 2)));
            rows.add(row(name, axis(1),  real(domain, 300, 257)).inLarge());
        }
        rows.add(row("cumsum", Map.of("axis", 0, "reverse", true), real(ANY, 17)));
        rows.add(row("cumsum", Map.of("axis", 1, "reverse", true), real(ANY, 2, 4, 3)));
        rows.add(row("cumprod", axis(0), real(Domain.below(3), 7)));
    }

    private static void orders(List<Sample> rows) {
        for (String name : List.of("sort", "argsort")) {
            rows.add(row(name, axis(-1),                               real(APART)));
            rows.add(row(name, axis(0),                                real(APART, 17)));
            rows.add(row(name, Map.of("axis", -1, "descending", true), real(APART, 3, 40)));
            rows.add(row(name, axis(1),                                real(APART, 2, 5, 3)));
            rows.add(row(name, axis(0),                                real(APART, 0, 3)));
            rows.add(row(name, axis(1),                                real(APART, 0, 3)));
            rows.add(row(name, axis(0),                                ints(I32, 4, 9)));
            rows.add(row(name, Map.of("axis", 0, "descending", true),  ints(I64, 4, 9)));
            rows.add(row(name, axis(1),                                ints(BOOL, 2, 3, 9)));
            rows.add(row(name, axis(1),                                real(APART, 300, 57)).inLarge());
            rows.add(row(name, axis(0),                                real(APART, 57, 300)).inLarge());
        }
        rows.add(row("topk", top(1, -1, false), real(APART)));
        rows.add(row("topk", top(3, 0, false),  real(APART, 17)));
        rows.add(row("topk", top(1, -1, true),  real(APART, 3, 5)));
        rows.add(row("topk", top(2, 1, false),  real(APART, 2, 5, 3)));
        rows.add(row("topk", top(0, 0, false),  real(APART, 4)));
        rows.add(row("topk", top(2, 0, false),  ints(I32, 4, 9)));
        rows.add(row("topk", top(5, 1, false),  real(APART, 300, 57)).inLarge());
    }

    private static void indices(List<Sample> rows) {
        rows.add(row("take_along_axis", axis(0),  real(ANY),          ints(I64, 1)));
        rows.add(row("take_along_axis", axis(0),  real(ANY, 5),       ints(I64, 5, 3)));
        rows.add(row("take_along_axis", axis(-1), real(ANY, 3, 5),    ints(I32, 5, 3, 7)));
        rows.add(row("take_along_axis", axis(1),  real(ANY, 2, 5, 3), ints(I64, 5, 2, 1, 3)));
        rows.add(row("take_along_axis", axis(0),  real(ANY, 4, 3),    ints(I64, 4, 2, 1)));
        rows.add(row("take_along_axis", axis(1),  real(ANY, 1, 4),    ints(I64, 4, 3, 2)));
        rows.add(row("take_along_axis", axis(0),  ints(BOOL, 2, 5),   ints(I64, 5, 0)));
        rows.add(row("take_along_axis", axis(1),  real(ANY, 300, 57), ints(I64, 57, 300, 90)).inLarge());
        rows.add(row("put", none(),  real(ANY, 5),    ints(I64, 5, 4),    real(ANY, 4)));
        rows.add(row("put", none(),  ints(I32, 9, 5), ints(I64, 5, 4),    ints(I32, 9, 4)));
        rows.add(row("put", none(),  real(ANY, 4, 3), ints(I64, 4, 2, 3), real(ANY, 2, 3, 3)));
        rows.add(row("put", batch(1), real(ANY, 3, 5), ints(I32, 5, 3, 7), real(ANY, 3, 7)));
        rows.add(row("put", batch(1), real(ANY, 2, 5), ints(I64, 5, 2, 0), real(ANY, 2, 0)));
        rows.add(row("put", batch(1), real(ANY, 2, 5, 3), ints(I64, 5, 2, 4), real(ANY, 2, 4, 3)));
        rows.add(row("put", batch(1), real(ANY, 300, 57), ints(I64, 57, 300, 90), real(ANY, 300, 90)).inLarge());
        rows.add(row("put", none(),  real(ANY, 57, 300), ints(I64, 57, 90), real(ANY, 90, 300)).inLarge());
        rows.add(row("scatter", axis(0),  real(ANY),       ints(I64, 1),       real(ANY)));
        rows.add(row("scatter", axis(0),  real(ANY, 5),    ints(I64, 5, 7),    real(ANY, 9)));
        rows.add(row("scatter", axis(0),  real(ANY, 5, 4), ints(I32, 5, 3, 2), real(ANY, 3, 3)));
        rows.add(row("scatter", axis(-1), real(ANY, 3, 5), ints(I64, 5, 2, 7), real(ANY)));
        rows.add(row("scatter", axis(1),  real(ANY, 3, 5, 4), ints(I64, 5, 2, 6, 1), real(ANY, 3, 6, 2)));
        rows.add(row("scatter", axis(1),  real(ANY, 3, 5), ints(I64, 5, 0, 2), real(ANY, 1, 2)));
        rows.add(row("scatter", axis(1),  ints(I32, 9, 3, 5), ints(I64, 5, 3, 2), ints(I32, 9, 3, 2)));
        rows.add(row("scatter", Map.of("axis", 0, "reduce", "add"), real(ANY, 5, 4), ints(I32, 5, 6, 2), real(ANY, 6, 3)));
        rows.add(row("scatter", axis(1),  real(ANY, 300, 57), ints(I64, 57, 290, 90), real(ANY, 290, 90)).inLarge());
        rows.add(row("index_put", none(), real(ANY, 57, 300), ints(I64, 57, 90), real(ANY, 90, 300)).inLarge());
        rows.add(row("index_put", none(), real(ANY, 5),       ints(I64, 5, 4),    real(ANY, 4)));
        rows.add(row("index_put", none(), real(ANY, 5, 3),    ints(I32, 5, 2, 2), real(ANY, 3)));
        rows.add(row("index_put", none(), real(ANY, 4, 5),    ints(I64, 4, 3, 1), ints(I32, 5, 2),    real(ANY, 3, 2)));
        rows.add(row("index_put", none(), real(ANY, 2, 3, 4), ints(I64, 2, 5),    ints(I64, 3, 1),    real(ANY)));
        rows.add(row("index_put", none(), ints(I32, 9, 4, 5), ints(I64, 4),       ints(I64, 5),       ints(I32, 9)));
        rows.add(row("index_put", none(), real(ANY, 4, 5),    ints(I64, 4, 0),    real(ANY, 0, 5)));
        rows.add(row("index_put", Map.of("accumulate", true), real(ANY, 5, 3),    ints(I32, 5, 7), real(ANY, 7, 3)));
        rows.add(row("index_put", Map.of("accumulate", true), real(ANY, 2, 3, 4), ints(I64, 2, 5, 1), ints(I64, 3, 2), real(ANY, 5, 2, 4)));
        for (String name : List.of("put_along_axis", "add_along_axis")) {
            rows.add(row(name, axis(-1), real(ANY),          ints(I64, 1),          real(ANY)));
            rows.add(row(name, axis(0),  real(ANY, 5),       ints(I64, 5, 4),       real(ANY, 4)));
            rows.add(row(name, axis(-1), real(ANY, 3, 5),    ints(I32, 5, 3, 7),    real(ANY, 3, 7)));
            rows.add(row(name, axis(1),  real(ANY, 2, 5, 3), ints(I64, 5, 2, 4, 3), real(ANY, 2, 4, 3)));
            rows.add(row(name, axis(0),  real(ANY, 5, 2),    ints(I64, 5, 0, 2),    real(ANY, 0, 2)));
            rows.add(row(name, axis(1),  real(ANY, 300, 57), ints(I64, 57, 300, 90), real(ANY, 300, 90)).inLarge());
        }
        rows.add(row("masked_fill", Map.of("value", -7), real(ANY, 3, 5),    ints(BOOL, 2, 3, 5)));
        rows.add(row("masked_fill", Map.of("value", 0.5), real(ANY, 3, 1),   ints(BOOL, 2, 2, 1, 5)));
        rows.add(row("masked_fill", Map.of("value", 1),  real(ANY),          ints(BOOL, 2)));
        rows.add(row("masked_fill", Map.of("value", 1),  ints(I32, 9, 0, 3), ints(BOOL, 2, 3)));
        rows.add(row("masked_fill", Map.of("value", 1),  real(ANY, 300, 257), ints(BOOL, 2, 257)).inLarge());
        rows.add(row("index_select", axis(0),  real(ANY),          ints(I32, 1, 1)));
        rows.add(row("index_select", axis(0),  real(ANY, 5, 3),    ints(I64, 5, 4)));
        rows.add(row("index_select", axis(-1), real(ANY, 3, 5),    ints(I32, 5, 7)));
        rows.add(row("index_select", axis(1),  real(ANY, 2, 5, 3), ints(I64, 5, 2)));
        rows.add(row("index_select", axis(0),  ints(BOOL, 2, 5),   ints(I64, 5, 0)));
        rows.add(row("index_select", axis(1),  real(ANY, 300, 57), ints(I64, 57, 90)).inLarge());
        rows.add(row("index_add", axis(-1), real(ANY),          ints(I64, 1, 1), real(ANY)));
        rows.add(row("index_add", axis(0),  real(ANY, 5, 3),    ints(I64, 5, 4), real(ANY, 4, 3)));
        rows.add(row("index_add", axis(-1), real(ANY, 3, 5),    ints(I32, 5, 7), real(ANY, 3, 7)));
        rows.add(row("index_add", axis(1),  real(ANY, 2, 5, 3), ints(I64, 5, 2), real(ANY, 2, 2, 3)));
        rows.add(row("index_add", axis(0),  real(ANY, 5),       ints(I64, 5, 0), real(ANY, 0)));
        rows.add(row("index_add", axis(1),  real(ANY, 300, 57), ints(I64, 57, 90), real(ANY, 300, 90)).inLarge());
    }

    private static void ranges(List<Sample> rows) {
        rows.add(row("arange", Map.of("stop", 7, "step", 1, "dtype", I64)));
        rows.add(row("arange", Map.of("start", 2.5, "stop", -1, "step", -0.7, "dtype", F64)));
        rows.add(row("arange", Map.of("start", 5, "stop", 5, "step", 1, "dtype", I32)));
        rows.add(row("arange", Map.of("stop", 60_001, "step", 2, "dtype", I32)).inLarge());
        rows.add(row("linspace", Map.of("start", -1, "stop", 2, "count", 17, "dtype", F64)));
        rows.add(row("linspace", Map.of("start", 3, "stop", 2, "count", 1, "dtype", F64)));
        rows.add(row("linspace", Map.of("start", 3, "stop", 2, "count", 0, "dtype", F64)));
        rows.add(row("linspace", Map.of("start", -1, "stop", 2, "count", 60_001, "dtype", F64)).inLarge());
    }

    private static Map<String, Object> batch(int dims) {
        return Map.of("batchDims", dims);
    }

    private static Map<String, Object> axis(int axis) {
        return Map.of("axis", axis);
    }

    private static Map<String, Object> axes(boolean keepDims, int... axes) {
        return Map.of("axes", Axes.of(axes), "keepDims", keepDims);
    }

    private static Map<String, Object> moment(long ddof, boolean keepDims, int... axes) {
        return Map.of("axes", Axes.of(axes), "keepDims", keepDims, "ddof", ddof);
    }

    private static Map<String, Object> top(long k, int axis, boolean smallest) {
        return Map.of("k", k, "axis", axis, "smallest", smallest);
    }
}
