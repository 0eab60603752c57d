package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Operator;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.elementwise.Row;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorText;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.ReferenceTable;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** NaN, infinity, zeros, ties, kinks and nothing at all. */
class SpecialValuesTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double[] SPECIAL = {Double.NaN, INF, -INF, 0, -0.0, 1, -1, 0.5, -0.5, 2, -3, 100, -100};

    /** Every row of the elementwise tables: from the catalogue, so that none is forgotten. */
    static Stream<Operator> elementwise() {
        return SampleTable.small().stream()
                .filter(sample -> sample.attributes().isEmpty())
                .map(Sample::operator)
                .distinct()
                .map(name -> Catalogue.standard().operator(name, Map.of()))
                .filter(Row.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("elementwise")
    void elementwiseOperatorsAgreeWithTheirDefinitions(Operator operator) {
        int n = SPECIAL.length;
        for (DType real : List.of(DType.F32, DType.F64)) {
            TensorType type = TensorType.of(real, (long) n * n);
            Tensor x = Values.of(type, i -> SPECIAL[i / n]);
            Tensor y = Values.of(type, i -> SPECIAL[i % n]);
            boolean unary = operator instanceof Single single && single.arity() == 1;
            List<Tensor> operands = unary ? List.of(y) : List.of(x, y);
            ListBuilder list = WengertList.builder("special");
            List<Register> inputs =
                    unary ? List.of(list.input("y1", type)) : List.of(list.input("y1", type), list.input("y2", type));
            list.output("z", list.apply(operator, inputs).get(0));
            var found = Runs.run(list.build(), unary ? Map.of("y1", y) : Map.of("y1", x, "y2", y));
            TensorType result =
                    operator.infer(operands.stream().map(Tensor::type).toList()).get(0);
            Tensor expected =
                    ReferenceTable.compute(operator, operands, List.of(result)).get(0);
            Values.assertClose(found.get("z"), expected, real == DType.F32 ? 1e-6 : 3e-14, operator + " " + real);
        }
    }

    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "sum            | []                        | 0",
                "sum            | [Infinity, 1, 2]          | Infinity",
                "sum            | [Infinity, -Infinity]     | NaN",
                "sum            | [1, NaN, 2]               | NaN",
                "sum            | [1e308, 1e308, -1e308]    | Infinity",
                "mean           | []                        | NaN",
                "mean           | [1, 2, -Infinity]         | -Infinity",
                "max            | [NaN, 1, 2]               | NaN",
                "max            | [1, 2, NaN]               | NaN",
                "max            | [-Infinity, -Infinity]    | -Infinity",
                "max            | [-0.0, -3]                | 0",
                "min            | [NaN, 1, 2]               | NaN",
                "min            | [1, NaN]                  | NaN",
                "min            | [Infinity, Infinity]      | Infinity",
                "prod           | []                        | 1",
                "prod           | [0, Infinity]             | NaN",
                "any            | []                        | false",
                "any            | [0, NaN]                  | true",
                "all            | []                        | true",
                "all            | [NaN, Infinity]           | true",
                "logsumexp      | []                        | -Infinity",
                "logsumexp      | [-Infinity, -Infinity]    | -Infinity",
                "logsumexp      | [1, Infinity]             | Infinity",
                "logsumexp      | [1000, 1000]              | 1000.6931471805599",
                "logsumexp      | [NaN, Infinity]           | NaN",
                "var            | [3]                       | 0",
                "var            | []                        | NaN",
                "std            | [5, 5, 5]                 | 0",
                "median         | [3, 1, 2, 4]              | 2",
                "median         | [1, NaN, 2]               | NaN",
                "median         | [Infinity]                | Infinity",
                "argmin         | [2, 1, 1]                 | 1",
                "argmin         | [1, NaN, -3, NaN]         | 1",
                "argmin         | [-0.0, 0.0]               | 0",
                "sort           | [NaN, 2, -Infinity, NaN]  | [-Infinity, 2, NaN, NaN]",
                "argsort        | [1, 0.0, -0.0, 1]         | [1, 2, 0, 3]",
                "cumsum         | [1, Infinity, -Infinity]  | [1, Infinity, NaN]",
                "frobenius_norm | []                        | 0",
                "frobenius_norm | [-Infinity, 1]            | Infinity",
                "frobenius_norm | [NaN, Infinity]           | NaN",
                "frobenius_norm | [3, -4]                   | 5",
                "argmax         | [1, 3, 3, 2]              | 1",
                "argmax         | [1, NaN, 3, NaN]          | 1",
                "argmax         | [-Infinity, -Infinity]    | 0",
                "argmax         | [0.0, -0.0]               | 0",
                "argmax         | [-0.0, 0.0]               | 0",
                "softmax        | [1000, 1000]              | [0.5, 0.5]",
                "softmax        | [-1000, 0]                | [0, 1]",
                "softmax        | [-Infinity, 0, 0]         | [0, 0.5, 0.5]",
                "softmax        | [-Infinity, -Infinity]    | [NaN, NaN]",
                "softmax        | [Infinity, 0]             | [NaN, NaN]",
                "softmax        | [NaN, 0]                  | [NaN, NaN]",
                "softmax        | []                        | []",
                "log_softmax    | [-1000, 0]                | [-1000, 0]",
                "log_softmax    | [-Infinity, 0]            | [-Infinity, 0]",
                "log_softmax    | [5]                       | [0]",
            })
    void reductionsAndLinesFollowTheirConventions(String operator, String x, String z) {
        for (String dtype : List.of("f32", "f64")) {
            if (dtype.equals("f64") || !x.contains("e308")) {
                long n = x.equals("[]") ? 0 : x.split(",").length;
                TensorType type = TensorType.parse(dtype + "[" + n + "]");
                WengertList list = WengertList.parse(
                        "input x: " + type + " = " + x + "\nz = " + operator.strip() + "(x)\noutput z");
                Tensor found = Runs.run(list, Map.of()).get("z");
                Values.assertClose(found, TensorText.read(z, found.type()), 1e-7, operator + " " + dtype);
            }
        }
    }

    @ParameterizedTest(name = "the gradient of {0} at {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "relu(x)              | [-1, 0, 1, NaN]  | [0, 0, 1, 1]",
                "sqrt(x)              | [0, 4]           | [Infinity, 0.25]",
                "log(x)               | [0, 2]           | [Infinity, 0.5]",
                "tanh(x)              | [-Infinity, 400] | [0, 0]",
                "sigmoid(x)           | [-Infinity, 800] | [0, 0]",
                "max(x)               | [1, 3, 3, 2]     | [0, 0.5, 0.5, 0]",
                "max(x)               | [-0.0, 0.0]      | [0.5, 0.5]",
                "min(x)               | [1, 3, 1, 2]     | [0.5, 0, 0.5, 0]",
                "norm(x, p=1)         | [0, -3]          | [0, -1]",
                "norm(x, p=3)         | [0, 0]           | [0, 0]",
                "prod(x)              | [2, 0, 3]        | [0, 6, 0]",
                "prod(x)              | [2, 0, 0]        | [0, 0, 0]",
                "cumprod(x)           | [2, 0, 3]        | [1, 8, 0]",
                "std(x)               | [5, 5]           | [0, 0]",
                "median(x)            | [3, 1, 2, 4]     | [0, 0, 1, 0]",
                "logsumexp(x)         | [1000, 0]        | [1, 0]",
                "frobenius_norm(x)    | [0, 0]           | [0, 0]",
                "frobenius_norm(x)    | [3, 4]           | [0.6, 0.8]",
                "pow(x, 2)            | [0, 3, -2]       | [0, 6, -4]",
                "pow(x, 0)            | [0, 3, -2]       | [0, 0, 0]",
                "pow(x, 1)            | [0, -2]          | [1, 1]",
                "pow(2, x)            | [0, 1]           | [0.6931471805599453, 1.3862943611198906]",
                "pow(0, x)            | [1, 2]           | [0, 0]",
                "abs(x)               | [-0.0, 0.0, -2]  | [0, 0, -1]",
                "rsqrt(x)             | [0, 4]           | [-Infinity, -0.0625]",
                "cbrt(x)              | [0, 8]           | [Infinity, 0.08333333333333333]",
                "sinc(x)              | [0, 1]           | [0, -1]",
                "hardtanh(x, low=-1, high=1) | [-1, 0.5, 1] | [0, 1, 0]",
                "hardsigmoid(x)       | [-3, 0, 3]       | [0, 0.16666666666666666, 0]",
                "hardswish(x)         | [-3, 3, 4]       | [-0.5, 1.5, 1]",
                "leaky_relu(x, slope=0.25) | [-0.0, 0.0, 1] | [0.25, 0.25, 1]",
                "elu(x, alpha=0.5)    | [0, 1]           | [0.5, 1]",
                "celu(x, alpha=0.5)   | [0, 1]           | [1, 1]",
                "clip(x, -1, 1)       | [-1, 1, 2, 0]    | [1, 1, 0, 1]",
                "maximum(x, 1)        | [1, 2, 0]        | [0.5, 1, 0]",
                "minimum(x, 1)        | [1, 2, 0]        | [0.5, 0, 1]",
                "fmax(x, 1)           | [1, NaN, 2]      | [1, 0, 1]",
                "fmin(1, x)           | [1, NaN, 0]      | [0, 0, 1]",
                "xlogy(x, 0)          | [0, 1]           | [0, -Infinity]",
                "xlogy(x, -1)         | [0, 1]           | [0, NaN]",
                "xlogy(x, 1)          | [0, 2]           | [0, 0]",
                "atan2(x, 0)          | [0, 1]           | [NaN, 0]",
                "hypot(x, 0)          | [0, -1]          | [NaN, -1]",
                "mod(x, 2)            | [4, -3]          | [1, 1]",
                "mod(-5, x)           | [2, -2]          | [3, -2]",
                "fmod(-5, x)          | [2, -2]          | [2, -2]",
                "norm(x, p=Infinity)  | [2, -2, 1]       | [0.5, -0.5, 0]",
                "logsumexp(x)         | [-Infinity, -Infinity] | [NaN, NaN]",
                "mean(x)              | [1, 2, 3, 4]     | [0.25, 0.25, 0.25, 0.25]",
                "argmax(x)            | [1, 2]           | none",
                "softmax(x)           | [1000, 0]        | [0, 0]",
            })
    void gradientsAtKinksFollowTheirConventions(String call, String x, String dx) {
        int n = x.split(",").length;
        WengertList list = WengertList.parse("input x: f64[" + n + "] = " + x + "\nz = " + call.strip() + "\noutput z");
        if (dx.equals("none")) {
            assertThat(list.register("z").type().dtype().isReal()).isFalse();
            return;
        }
        Tensor found = Runs.run(Reverse.differentiate(list, "z", "x"), Map.of()).get("dx");
        Values.assertClose(found, TensorText.read(dx, found.type()), 1e-15, "gradient of " + call);
    }

    @Test
    void sincHasItsDerivativesOfAnyOrderAtZero() {
        ListBuilder list = WengertList.builder("sinc");
        Register x = list.input("x", DType.F64, 3);
        Register y = x.call("sinc");
        for (int order = 1; order <= 4; order++) {
            y = Reverse.gradients(y.sum(), List.of(x)).get(0);
            list.output("d" + order, y);
        }
        var found = Runs.run(list.build(), Map.of("x", Values.of(x.type(), 0, -0.0, 1)));
        double square = Math.PI * Math.PI;
        double[][] expected = {
            {0, 0, -1}, {-square / 3, -square / 3, 2}, {0, 0, square - 6}, {square * square / 5, square * square / 5}
        };
        for (int order = 1; order <= 4; order++) {
            for (int i = 0; i < expected[order - 1].length; i++) {
                assertThat(found.array("d" + order)[i]).isCloseTo(expected[order - 1][i], within(1e-13));
            }
        }
    }

    @Test
    void longSumsOfSinglePrecisionKeepTheirDigits() {
        ListBuilder list = WengertList.builder("long");
        Register x = list.input("x", DType.F32, 1_000_000);
        list.output("sum", x.sum());
        list.output("norm", x.frobeniusNorm());
        var found = Runs.run(list.build(), Map.of("x", Values.of(x.type(), i -> 0.1f)));
        // one after the other, the sum would be 100958
        assertThat(found.get("sum").item()).isCloseTo(100_000, within(0.1));
        assertThat(found.get("norm").item()).isCloseTo(100, within(1e-4));
    }

    @Test
    void crossEntropyOfExtremeLogitsIsFinite() {
        ListBuilder list = WengertList.builder("extreme");
        Register x = list.input("x", DType.F64, 3, 2);
        Register label = list.input("label", DType.I64, 3);
        Register loss = x.softmaxCrossEntropy(label);
        list.output("loss", loss);
        list.output("dx", Reverse.gradients(loss, List.of(x)).get(0));
        var found = Runs.run(
                list.build(),
                Map.of(
                        "x",
                        Values.of(x.type(), 1000, 0, 1000, 0, -800, -800),
                        "label",
                        Values.of(label.type(), 0, 1, 1)));
        assertThat(found.array("loss")).containsExactly(0, 1000, Math.log(2));
        assertThat(found.array("dx")).containsExactly(0, 0, 1, -1, 0.5, -0.5);
    }

    @Test
    void castsHoldAtTheEndsOfTheRange() {
        ListBuilder list = WengertList.builder("casts");
        Register x = list.input("x", DType.F64, 6);
        for (DType dtype : List.of(DType.I32, DType.I64, DType.BOOL)) {
            list.output(dtype.toString(), x.cast(dtype));
        }
        var found = Runs.run(list.build(), Map.of("x", Values.of(x.type(), 1e20, -INF, Double.NaN, -2.9, 0.5, -0.0)));
        assertThat(found.get("i32").toLongs()).containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE, 0, -2, 0, 0);
        assertThat(found.get("i64").toLongs()).containsExactly(Long.MAX_VALUE, Long.MIN_VALUE, 0, -2, 0, 0);
        assertThat(found.get("bool").toLongs()).containsExactly(1, 1, 1, 1, 1, 0);
    }
}
