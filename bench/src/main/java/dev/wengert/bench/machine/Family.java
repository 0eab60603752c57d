package dev.wengert.bench.machine;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Convolutions;
import dev.wengert.operator.Neural;
import dev.wengert.operator.Operators;
import dev.wengert.operator.Randoms;
import dev.wengert.operator.Recurrent;
import dev.wengert.operator.Sliding;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongToDoubleFunction;

/**
 * Kernels that work alike, and an operator that stands for them.
 *
 * @param name the operator, with what shapes it has
 * @param unit its first operand has a multiple of so many elements
 * @param most elements beyond which it takes too long to be repeated
 * @param build its result, from a first operand of so many elements
 * @param operations how many operations that takes where they and not memory may be the limit; elsewhere 0
 */
record Family(
        String name,
        long unit,
        long most,
        BiFunction<ListBuilder, Long, Register> build,
        LongToDoubleFunction operations)
        implements Vocabulary {
    private static final long ALL = Long.MAX_VALUE;
    private static final long LINE = 256;
    private static final long EMBEDDING = 64;
    private static final long SIDE = 28;
    private static final long CHANNELS = 32;
    private static final long IMAGES = CHANNELS * SIDE * SIDE;
    private static final long TOKENS = 64;
    private static final long HEAD = 32;
    private static final long STEPS = 16;
    private static final long UNITS = 128;
    private static final long MEGA = 1 << 20;

    static final List<Family> ALL_OF_THEM = List.of(
            moving("add", (list, n) -> x(list, n).add(y(list, n))),
            moving(
                    "mul by a row of 256",
                    LINE,
                    (list, n) -> x(list, n / LINE, LINE).mul(y(list, LINE))),
            moving("relu", (list, n) -> x(list, n).relu()),
            moving("sqrt", (list, n) -> x(list, n).sqrt()),
            moving("exp", (list, n) -> x(list, n).exp()),
            moving("log", (list, n) -> x(list, n).log()),
            moving("tanh", (list, n) -> x(list, n).tanh()),
            moving("gelu", (list, n) -> x(list, n).gelu()),
            moving("sin", (list, n) -> x(list, n).sin()),
            moving("pow", (list, n) -> x(list, n).pow(y(list, n))),
            moving("less", (list, n) -> x(list, n).less(y(list, n))),
            moving("where", (list, n) -> list.input("c", DType.BOOL, n).where(x(list, n), y(list, n))),
            moving("cast to f64", (list, n) -> x(list, n).cast(DType.F64)),
            moving("sgd", (list, n) -> Operators.sgd(x(list, n), y(list, n), list.input("lr", DType.F32), 0)),
            moving("adam", Family::adam),
            moving("dropout", (list, n) -> Neural.dropout(x(list, n), step(list), 0.1, 1, 1)),
            moving("random normal", (list, n) -> Randoms.normal(step(list), 0, 1, 1, 1, TensorType.of(DType.F32, n))),
            moving("slice", (list, n) -> x(list, n + 1).slice(0, 1, n + 1)),
            moving(
                    "transpose of lines of 256",
                    LINE,
                    (list, n) -> x(list, n / LINE, LINE).transpose(1, 0)),
            moving("sum of all", (list, n) -> x(list, n).sum()),
            moving(
                    "sum of lines of 256",
                    LINE,
                    (list, n) -> x(list, n / LINE, LINE).sum(1)),
            moving(
                    "sum of columns, 256",
                    LINE,
                    (list, n) -> x(list, n / LINE, LINE).sum(0)),
            moving(
                    "max of lines of 256",
                    LINE,
                    (list, n) -> x(list, n / LINE, LINE).max(1)),
            moving(
                    "argmax of lines of 256",
                    LINE,
                    (list, n) -> x(list, n / LINE, LINE).argmax(1)),
            moving(
                    "cumsum of lines of 256",
                    LINE,
                    (list, n) -> x(list, n / LINE, LINE).cumsum(1)),
            new Family(
                    "argsort of lines of 256",
                    LINE,
                    4 * MEGA,
                    (list, n) -> x(list, n / LINE, LINE).argsort(1),
                    n -> 0),
            moving(
                    "softmax of lines of 256",
                    LINE,
                    (list, n) -> x(list, n / LINE, LINE).softmax(1)),
            moving(
                    "layer norm of lines of 256",
                    LINE,
                    (list, n) ->
                            Neural.layerNorm(x(list, n / LINE, LINE), y(list, LINE), list.input("b", DType.F32, LINE))),
            moving(
                    "cross-entropy of 256 classes",
                    LINE,
                    (list, n) -> x(list, n / LINE, LINE).softmaxCrossEntropy(index(list, LINE, n / LINE))),
            moving(
                    "gather of lines of 64",
                    EMBEDDING,
                    (list, n) -> x(list, n / EMBEDDING, EMBEDDING).gather(index(list, n / EMBEDDING, n / EMBEDDING))),
            moving(
                    "add to lines of 64",
                    EMBEDDING,
                    (list, n) -> x(list, n / EMBEDDING, EMBEDDING)
                            .indexAdd(0, index(list, n / EMBEDDING, n / EMBEDDING), y(list, n / EMBEDDING, EMBEDDING))),
            moving("sgd on lines of 64", EMBEDDING, Family::sgdOnLines),
            moving("max pool 2×2", IMAGES, (list, n) -> Convolutions.maxPool2d(images(list, n), 2, Sliding.usual())),
            new Family("conv2d 3×3, 32 → 32, 28×28", IMAGES, 4 * MEGA, Family::convolution, n -> 18.0 * CHANNELS * n),
            new Family("attention T64, 32 a head", TOKENS * HEAD, 4 * MEGA, Family::attention, n -> 4.0 * TOKENS * n),
            new Family("lstm T16, H128", STEPS * UNITS, 4 * MEGA, Family::lstm, n -> 16.0 * UNITS * n));

    /** What memory limits: it reads its operands and writes its result once. */
    private static Family moving(String name, BiFunction<ListBuilder, Long, Register> build) {
        return moving(name, 1, build);
    }

    private static Family moving(String name, long unit, BiFunction<ListBuilder, Long, Register> build) {
        return new Family(name, unit, ALL, build, n -> 0);
    }

    /** The list for a first operand of so many elements. */
    WengertList list(long elements) {
        ListBuilder list = WengertList.builder("sweep");
        list.output("z", build.apply(list, elements));
        return list.build();
    }

    /** How large an index in an input may be; 0 where it is no index. */
    static long bound(Register input) {
        return switch (input.type().dtype()) {
            case I32 -> Long.parseLong(input.name().substring("index".length()));
            case I64 -> 2;
            default -> 0;
        };
    }

    private static Register x(ListBuilder list, long... dims) {
        return list.input("x", DType.F32, dims);
    }

    private static Register y(ListBuilder list, long... dims) {
        return list.input("y", DType.F32, dims);
    }

    /** Its name says how large its numbers may be. */
    private static Register index(ListBuilder list, long bound, long count) {
        return list.input("index" + bound, DType.I32, count);
    }

    private static Register step(ListBuilder list) {
        return list.input("step", DType.I64);
    }

    private static Register sgdOnLines(ListBuilder list, long n) {
        long lines = n / EMBEDDING;
        return x(list, lines, EMBEDDING)
                .call(
                        "sgd_rows",
                        Map.of(),
                        index(list, lines, lines),
                        y(list, lines, EMBEDDING),
                        list.input("lr", DType.F32));
    }

    private static Register images(ListBuilder list, long n) {
        return x(list, n / IMAGES, CHANNELS, SIDE, SIDE);
    }

    private static Register adam(ListBuilder list, long n) {
        return Operators.adam(
                        x(list, n),
                        list.input("m", DType.F32, n),
                        list.input("v", DType.F32, n),
                        y(list, n),
                        list.input("lr", DType.F32),
                        step(list),
                        0.9,
                        0.999,
                        1e-8,
                        0)
                .get(0);
    }

    private static Register convolution(ListBuilder list, long n) {
        return Convolutions.conv2d(
                images(list, n),
                y(list, CHANNELS, CHANNELS, 3, 3),
                Sliding.usual().padding(1));
    }

    private static Register attention(ListBuilder list, long n) {
        long batch = n / TOKENS / HEAD;
        return Neural.scaledDotProductAttention(
                x(list, batch, TOKENS, HEAD),
                y(list, batch, TOKENS, HEAD),
                list.input("v", DType.F32, batch, TOKENS, HEAD));
    }

    /** The first operand is the outputs' size: (steps, rows, units). */
    private static Register lstm(ListBuilder list, long n) {
        long rows = n / STEPS / UNITS;
        Register zeros = list.fill(0, TensorType.of(DType.F32, 1, rows, UNITS));
        return Recurrent.lstm(
                        Recurrent.Form.USUAL.withoutBias(),
                        x(list, STEPS, rows, UNITS),
                        zeros,
                        zeros,
                        y(list, 4 * UNITS, UNITS),
                        list.input("w", DType.F32, 4 * UNITS, UNITS))
                .output();
    }
}
