package dev.wengert.testing;

import static dev.wengert.tensor.DType.BOOL;
import static dev.wengert.tensor.DType.I32;
import static dev.wengert.tensor.DType.I64;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.NONZERO;
import static dev.wengert.testing.SampleTable.POSITIVE;
import static dev.wengert.testing.SampleTable.binary;
import static dev.wengert.testing.SampleTable.ints;
import static dev.wengert.testing.SampleTable.none;
import static dev.wengert.testing.SampleTable.real;
import static dev.wengert.testing.SampleTable.shape;
import static dev.wengert.testing.SampleTable.unary;

import dev.wengert.tensor.Shape;
import java.util.List;
import java.util.Map;

/** Samples of the elementwise operators beyond arithmetic. */
final class ElementwiseSampleTable {
    private static final Domain WITHIN_ONE = Domain.between(-0.8, 0.8);
    private static final Domain PROBABILITY = Domain.between(0.1, 0.9);
    private static final Domain BITS = Domain.below(2);
    private static final Domain FEW = Domain.below(3);

    /** Neither whole nor halfway between. */
    private static final Domain FRACTIONS = (count, random) ->
            random.doubles(count).map(u -> Math.floor(8 * u) - 4 + 0.1 + 0.3 * (8 * u - Math.floor(8 * u))).toArray();

    private ElementwiseSampleTable() {}

    static void addTo(List<Sample> rows) {
        functions();
        withAttributes(rows);
        ofTwo();
        ofThree(rows);
        truths(rows);
    }

    private static void functions() {
        unary("abs",         NONZERO);
        unary("sign",        NONZERO);
        unary("reciprocal",  NONZERO);
        unary("rsqrt",       POSITIVE);
        unary("cbrt",        NONZERO);
        unary("exp2",        ANY);
        unary("expm1",       ANY);
        unary("log2",        POSITIVE);
        unary("log10",       POSITIVE);
        unary("log1p",       Domain.between(-0.5, 2));
        unary("sin",         ANY);
        unary("cos",         ANY);
        unary("tan",         Domain.between(-1, 1));
        unary("asin",        WITHIN_ONE);
        unary("acos",        WITHIN_ONE);
        unary("atan",        ANY);
        unary("sinh",        ANY);
        unary("cosh",        ANY);
        unary("asinh",       ANY);
        unary("acosh",       Domain.between(1.5, 3));
        unary("atanh",       WITHIN_ONE);
        unary("sinc",        NONZERO);
        unary("floor",       FRACTIONS);
        unary("ceil",        FRACTIONS);
        unary("round",       FRACTIONS);
        unary("trunc",       FRACTIONS);
        unary("erf",         ANY);
        unary("erfc",        ANY);
        unary("erfinv",      WITHIN_ONE);
        unary("lgamma",      POSITIVE);
        unary("digamma",     POSITIVE);
        unary("logit",       PROBABILITY);
        unary("log_sigmoid", ANY);
        unary("gelu",        ANY);
        unary("gelu_tanh",   ANY);
        unary("silu",        ANY);
        unary("mish",        ANY);
        unary("softsign",    NONZERO);
        unary("hardsigmoid", ANY);
        unary("hardswish",   ANY);
    }

    private static void withAttributes(List<Sample> rows) {
        for (Shape shape : List.of(shape(), shape(2, 0), shape(17), shape(3, 5), shape(40_001))) {
            boolean large = shape.size() > 40_000;
            Operand x = real(NONZERO, shape);
            List.of(
                            row("leaky_relu", Map.of("slope", 0.1), x),
                            row("elu", Map.of("alpha", 0.7), x),
                            row("celu", Map.of("alpha", 0.7), x),
                            row("selu", none(), x),
                            row("hardtanh", Map.of("low", -1.1, "high", 0.9), x),
                            row("softplus", Map.of("beta", 1.3, "threshold", 20), x),
                            row("polygamma", Map.of("order", 1), real(POSITIVE, shape)),
                            row("sinc_derivative", Map.of("order", 1), x))
                    .forEach(sample -> rows.add(large ? sample.inLarge() : sample));
        }
        rows.add(row("leaky_relu", Map.of("slope", -0.5), real(NONZERO, 17)));
        rows.add(row("softplus", Map.of("beta", 2, "threshold", 1), real(FRACTIONS, 17)));
        rows.add(row("sinc_derivative", Map.of("order", 4), real(ANY, 17)));
        rows.add(row("polygamma", Map.of("order", 3), real(POSITIVE, 17)).within(1e-5, 1e-5));
        rows.add(row("polygamma", Map.of("order", 2), real(Domain.between(-1.7, -1.3), 17)).within(1e-5, 1e-5));
    }

    private static void ofTwo() {
        binary("mod",        ANY,     POSITIVE);
        binary("remainder",  ANY,     NONZERO);
        binary("fmod",       FRACTIONS, POSITIVE);
        binary("atan2",      NONZERO, NONZERO);
        binary("hypot",      NONZERO, NONZERO);
        binary("logaddexp",  ANY,     ANY);
        binary("logaddexp2", ANY,     ANY);
        binary("maximum",    ANY,     ANY);
        binary("minimum",    ANY,     ANY);
        binary("fmax",       ANY,     ANY);
        binary("fmin",       ANY,     ANY);
    }

    private static void ofThree(List<Sample> rows) {
        ternary(rows, "where", BITS, ANY, ANY, true);
        ternary(rows, "clip", ANY, Domain.between(-1, -0.2), Domain.between(0.2, 1), false);
        rows.add(row("clip", none(), real(ANY, 17), real(POSITIVE, 17), real(Domain.between(-2, -0.5), 17)));
        rows.add(row("where", none(), ints(BOOL, 2, 3, 5), ints(I32, 9, 5), ints(I32, 9, 3, 1)));
        rows.add(row("where", none(), ints(BOOL, 2, 17), ints(BOOL, 2, 17), ints(BOOL, 2)));
    }

    private static void ternary(List<Sample> rows, String name, Domain x, Domain y, Domain z, boolean choice) {
        long[][][] shapes = {
            {{}, {}, {}}, {{17}, {17}, {17}}, {{3, 5}, {}, {}}, {{}, {3, 5}, {5}}, {{3, 1}, {5}, {2, 1, 1}},
            {{2, 3, 4}, {3, 1}, {4}}, {{1}, {1, 1}, {1}}, {{0, 3}, {3}, {1}}, {{5}, {}, {5}}, {{}, {}, {9}},
            {{40_001}, {40_001}, {40_001}}, {{300, 1}, {257}, {}}
        };
        for (long[][] dims : shapes) {
            Operand first = choice ? Operand.of(BOOL, x, dims[0]) : real(x, dims[0]);
            Sample sample = row(name, none(), first, real(y, dims[1]), real(z, dims[2]));
            boolean large = dims[0].length > 0 && dims[0][0] >= 300;
            rows.add(large ? sample.inLarge() : sample);
        }
    }

    private static void truths(List<Sample> rows) {
        for (String name : List.of("not_equal", "less", "less_equal", "greater", "greater_equal", "logical_and", "logical_or", "logical_xor")) {
            binary(name, FEW, FEW);
            rows.add(row(name, none(), ints(I32, 3, 3, 5), ints(I32, 3, 5)));
            rows.add(row(name, none(), ints(I64, 3, 17), ints(I64, 3, 17)));
            rows.add(row(name, none(), ints(BOOL, 2, 19), ints(BOOL, 2)));
        }
        for (String name : List.of("isnan", "isinf", "isfinite", "logical_not")) {
            unary(name, FEW);
        }
        rows.add(row("logical_not", none(), ints(BOOL, 2, 17)));
        rows.add(row("logical_not", none(), ints(I64, 3, 17)));
    }
}
