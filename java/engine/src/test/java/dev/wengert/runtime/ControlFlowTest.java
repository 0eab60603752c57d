package dev.wengert.runtime;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.schedule.MemoryUse;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Flow;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops and branches of schedules give what the same steps give when they are written out. */
class ControlFlowTest {
    private static final Runs.Way[] WAYS = {
        Runs.Way.USUAL,
        new Runs.Way(MemoryUse.SEPARATE, 1, false),
        new Runs.Way(MemoryUse.PLANNED, 3, false),
        new Runs.Way(MemoryUse.PLANNED, 1, true)
    };

    private static final String BODY = """
        input a: f64[3]
        input b: f64[3]
        input x: f64[3]
        input c: f64[3]
        """;

    private static TensorType real(long... dims) {
        return new TensorType(DType.F64, Shape.of(dims));
    }

    private static WengertList body(String lines) {
        return WengertList.parse(BODY + lines.replace(';', '\n'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = add(a, x); output n; output b",
                "n = add(a, x); m = reshape(n, shape=[3]); l = reshape(n, shape=[1,3]); output n; output m; output l",
                "output a; output b",
                "output b; output a",
                "m = reshape(a, shape=[3]); output b; output a; output m",
                "m = reshape(b, shape=[3]); output b; output m; output x; output c",
                "m = reshape(x, shape=[3]); output x; output c; output m",
                "n = mul(a, c); m = sub(b, n); output n; output m; output a",
                "n = mul(a, c); m = sub(a, n); output n; output m; output b",
                "n = add(a, b); m = reshape(n, shape=[3]); output b; output n; output a; output m",
                "n = add(a, x); m = mul(n, a); o = reshape(n, shape=[3]); output n; output m; output o",
                // what is constant, and what is the same in every step
                "k = fill(value=0.5, dtype=f64, shape=[3]); n = add(a, k); l = reshape(k, shape=[3]); output n; output"
                        + " k; output l",
                "k = mul(c, c); l = add(k, 1); n = mul(a, l); m = reshape(l, shape=[3]); output n; output l; output m;"
                        + " output k",
                "k = mul(c, c); m = reshape(k, shape=[3]); output k; output a; output m",
                "k = neg(c); j = square(k); l = sqrt(j); n = div(x, l); m = add(a, n); o = reshape(m, shape=[3]);"
                        + " output b; output m; output o; output n",
                // views
                "v = reshape(a, shape=[1,3]); n = tanh(v); w = reshape(n, shape=[3]); o = reshape(w, shape=[3]);"
                        + " output w; output a; output o",
                "v = reshape(a, shape=[3,1]); w = reshape(v, shape=[3]); n = add(b, x); output n; output w; output v",
                "v = reshape(c, shape=[3,1]); w = sum(v, axes=[1]); n = add(w, b); output n; output a; output v",
                // operators that cannot work in place
                "n = softmax(a, axis=0); m = softmax(b, axis=0); o = reshape(m, shape=[3]); output m; output n; output"
                        + " o",
                "n = cumsum(a, axis=0); m = flip(n, axes=[0]); output m; output n",
                "n, m = momentum(a, b, x, 0.5, momentum=0.5); output n; output m; output a",
                "n, m = momentum(a, b, x, 0.5, momentum=0.5); o = reshape(n, shape=[3]); output m; output n; output o",
                // what nothing reads
                "q = exp(x); r = mul(q, q); n = add(a, b); output n; output a",
            })
    void aLoopGivesWhatItsStepsGiveWrittenOut(String lines) {
        for (long times : new long[] {1, 2, 5}) {
            check(new Flow.Loop(body(lines), 2, 1, times));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRandomLoopGivesWhatItsStepsGiveWrittenOut(long seed) {
        check(new Flow.Loop(new RandomBody(new Random(seed)).write(2), 2, 1, 3));
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /** Bodies of operators that may overwrite, may not, give two results, are views, are constant or loops themselves. */
    private record RandomBody(Random random) {
        private static final List<String> ONE = List.of("tanh", "softmax", "cumsum", "reshape", "neg", "flip");
        private static final Map<String, Map<String, Object>> ATTRIBUTES = Map.of(
                "softmax", Map.of("axis", 0),
                "cumsum", Map.of("axis", 0),
                "flip", Map.of("axes", Axes.of(0)),
                "reshape", Map.of("shape", Shape.of(3)));
        private static final List<String> TWO = List.of("add", "mul", "maximum");

        WengertList write(int depth) {
            ListBuilder list = WengertList.builder("body");
            List<Register> known = new ArrayList<>();
            for (String name : List.of("a", "b", "x", "c")) {
                known.add(list.input(name, real(3)));
            }
            int lines = 1 + random.nextInt(8);
            for (int i = 0; i < lines; i++) {
                known.addAll(line(list, known, depth));
            }
            int outputs = 2 + random.nextInt(4);
            for (int i = 0; i < outputs; i++) {
                Register chosen = any(known);
                list.output(list.outputs().contains(chosen) ? chosen.alias() : chosen);
            }
            return list.build();
        }

        private List<Register> line(ListBuilder list, List<Register> known, int depth) {
            Register y = any(known);
            return switch (random.nextInt(depth > 0 ? 6 : 5)) {
                case 0 -> List.of(list.fill(random.nextInt(3), real(3)));
                case 1 ->
                    list.call(
                            "momentum",
                            Map.of("momentum", 0.5),
                            List.of(y, any(known), any(known), list.fill(0.25, real())));
                case 2, 3 -> List.of(y.call(TWO.get(random.nextInt(TWO.size())), any(known)));
                case 4 -> {
                    String name = ONE.get(random.nextInt(ONE.size()));
                    Map<String, Object> attributes = ATTRIBUTES.getOrDefault(name, Map.of());
                    yield list.call(name, attributes, List.of(y));
                }
                default -> inner(list, List.of(y, any(known), any(known), any(known)), depth);
            };
        }

        private List<Register> inner(ListBuilder list, List<Register> operands, int depth) {
            Flow.Loop loop = new Flow.Loop(write(depth - 1), 2, 0, 1 + random.nextInt(3));
            return list.apply(loop, operands).subList(0, 2);
        }

        private Register any(List<Register> known) {
            return known.get(random.nextInt(known.size()));
        }
    }

    private static void check(Flow.Loop loop) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        given.put("a", Values.of(real(3), i -> 0.1 + 0.2 * i));
        given.put("b", Values.of(real(3), i -> 0.7 - 0.3 * i));
        given.put("x", Values.of(real(loop.times(), 3), i -> 0.05 * i * i - 0.4));
        given.put("c", Values.of(real(3), i -> 1.5 - i));
        ListBuilder plain = WengertList.builder("plain");
        List<Register> expected = loop.unrolled(declare(plain, given));
        for (int i = 0; i < expected.size(); i++) {
            plain.output("z" + i, expected.get(i).alias());
        }
        Results reference = Runs.run(plain.build(), given);
        ListBuilder list = WengertList.builder("loop");
        List<Register> results = list.apply(loop, declare(list, given));
        for (int i = 0; i < results.size(); i++) {
            list.output("z" + i, results.get(i));
        }
        WengertList built = list.build();
        for (Runs.Way way : WAYS) {
            Results found = Runs.run(built, given, way);
            reference.byName().forEach((name, value) -> Values.assertSameBits(found.get(name), value, name + way));
        }
        eagerly(loop, given, reference);
    }

    private static void eagerly(Flow.Loop loop, Map<String, Tensor> given, Results reference) {
        try (Eager eager = Eager.open()) {
            List<Register> operands = new ArrayList<>();
            given.forEach((name, value) -> operands.add(eager.input(name, value)));
            List<Register> results = eager.list().apply(loop, operands);
            for (int i = 0; i < results.size(); i++) {
                Values.assertSameBits(results.get(i).value(), reference.get("z" + i), "z" + i + " eagerly");
            }
        }
    }

    private static List<Register> declare(ListBuilder list, Map<String, Tensor> given) {
        List<Register> declared = new ArrayList<>();
        given.forEach((name, value) -> declared.add(list.input(name, value.type())));
        return declared;
    }
}
