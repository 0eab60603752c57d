package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorText;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses at kinks, of nothing, of what is ignored, and of numbers that are not finite. */
class LossesTest {
    @ParameterizedTest(name = "{0} at {1}, {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "mse_loss             | [1, NaN]         | [0, 0]     | [1, NaN]        | [2, NaN]",
                "l1_loss              | [1, 0, -Infinity] | [1, 2, 0] | [0, 2, Infinity] | [0, -1, -1]",
                "smooth_l1_loss       | [1, -1, 3, 0]    | [0, 0, 0, 0] | [0.5, 0.5, 2.5, 0] | [1, -1, 1, 0]",
                "huber_loss           | [Infinity, 0.5]  | [0, 0]     | [Infinity, 0.125] | [1, 0.5]",
                "hinge_loss           | [1, -1, 2]       | [1, 1, -1] | [0, 2, 3]       | [-1, -1, 1]",
                "hinge_embedding_loss | [1, 0.5, 2, 3]   | [-1, -1, -1, 1] | [0, 0.5, 0, 3] | [-1, -1, 0, 1]",
                "binary_cross_entropy | [0, 0, 1, 0.5]   | [0, 1, 0.25, 0.5] | [0, 100, 75, 0.6931471805599453] | [0,"
                        + " -1e12, 7.5e11, 0]",
                "binary_cross_entropy_with_logits | [1000, -1000, 0, -Infinity] | [1, 1, 0.5, 0.5] | [0, 1000,"
                        + " 0.6931471805599453, Infinity] | [0, -1, 0, -0.5]",
                "kl_div               | [-1, -2]         | [0, 1]     | [0, 2]          | [0, -1]",
                "poisson_nll_loss     | [0, -Infinity]   | [0, 0]     | [1, NaN]        | [1, 0]",
            })
    void followConventions(String loss, String x, String t, String z, String dx) {
        int n = x.split(",").length;
        WengertList list = WengertList.parse("input x: f64[" + n + "] = " + x + "\ninput t: f64[" + n + "] = " + t
                + "\nz = " + loss + "(x, t, reduction=\"none\")\nsum = " + loss
                + "(x, t, reduction=\"sum\")\noutput z");
        Results found = Runs.run(Reverse.differentiate(list, "sum", "x"), Map.of());
        Values.assertClose(
                Runs.run(list, Map.of()).get("z"),
                TensorText.read(z, list.register("z").type()),
                1e-15,
                loss);
        Values.assertClose(found.get("dx"), TensorText.read(dx, found.get("dx").type()), 1e-15, "gradient of " + loss);
    }

    @ParameterizedTest
    @CsvSource({
        "mse_loss",
        "l1_loss",
        "smooth_l1_loss",
        "huber_loss",
        "kl_div",
        "hinge_loss",
        "hinge_embedding_loss",
        "binary_cross_entropy",
        "binary_cross_entropy_with_logits",
        "poisson_nll_loss"
    })
    void meansOfNothingAreNaN(String loss) {
        WengertList list =
                WengertList.parse("x = fill(value=0, dtype=f64, shape=[0])\nz = " + loss + "(x, x)\noutput z");
        assertThat(Runs.run(list, Map.of()).get("z").item()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"cross_entropy", "nll_loss"})
    void meansOfIgnoredSamplesAreNaNAndTheirGradientsZero(String loss) {
        WengertList list = WengertList.parse("input x: f64[2,3] = [1, 2, 3, 4, 5, -Infinity]\n"
                + "input t: i64[2] = [-100, -100]\nz = " + loss + "(x, t)\noutput z");
        assertThat(Runs.run(list, Map.of()).get("z").item()).isNaN();
        assertThat(Runs.run(Reverse.differentiate(list, "z", "x"), Map.of()).array("dx"))
                .containsOnly(0);
    }

    @Test
    void crossEntropyOfImpossibleClassesIsInfiniteOrTheirGradientZero() {
        WengertList list = WengertList.parse("input x: f64[2,2] = [0, -Infinity, -Infinity, 1]\n"
                + "input t: i32[2] = [0, 0]\nz = cross_entropy(x, t, reduction=\"none\")\ns = sum(z)\noutput z");
        assertThat(Runs.run(list, Map.of()).array("z")).containsExactly(0, Double.POSITIVE_INFINITY);
        assertThat(Runs.run(Reverse.differentiate(list, "s", "x"), Map.of()).array("dx"))
                .containsExactly(0, 0, -1, 1);
    }

    @Test
    void crossEntropyOfIndicesIsOneKernelEachWay() {
        ListBuilder list = WengertList.builder("fused");
        Register x = list.input("x", DType.F32, 8, 5);
        Register label = list.input("label", DType.I64, 8);
        Register weight = list.input("weight", DType.F32, 5);
        Register loss = Losses.crossEntropy(x, label, weight, "mean", 2, 0.1);
        list.output("loss", loss);
        list.output("dx", Reverse.gradients(loss, List.of(x)).get(0));
        String schedule = Program.compile(list.build()).schedule().toString();
        assertThat(schedule).containsOnlyOnce("softmax_cross_entropy_f32_i64");
        assertThat(schedule).containsOnlyOnce("softmax_cross_entropy_vjp_f32_i64");
        assertThat(schedule).doesNotContain("one_hot").doesNotContain("log_softmax");
    }

    @Test
    void probabilitiesThatAreOneForAClassAreIndices() {
        ListBuilder list = WengertList.builder("both");
        Register x = list.input("x", DType.F64, 3, 4, 2);
        Register index = list.input("index", DType.I64, 3, 2);
        Register p = index.oneHot(4, DType.F64).moveaxis(-1, 1);
        list.output("indices", Losses.crossEntropy(x, index));
        list.output("probabilities", Losses.crossEntropy(x, p).mul(3).div(3));
        Tensor scores = Values.of(x.type(), i -> Math.sin(i));
        Tensor classes = Values.of(index.type(), i -> i % 4);
        Results found = Runs.run(list.build(), Map.of("x", scores, "index", classes));
        Values.assertClose(found.get("indices"), found.get("probabilities"), 1e-15, "cross-entropy");
    }

    @Test
    void signsMayBeWholeNumbers() {
        ListBuilder list = WengertList.builder("signs");
        Register x = list.input("x", DType.F32, 3);
        Register sign = list.input("sign", DType.I32, 3);
        list.output("z", Losses.hingeEmbeddingLoss(x, sign));
        Results found = Runs.run(
                list.build(), Map.of("x", Values.of(x.type(), 3, 0.25, 2), "sign", Values.of(sign.type(), 1, -1, -1)));
        assertThat(found.get("z").item()).isEqualTo(1.25);
    }

    @ParameterizedTest
    @CsvSource({"mean", "sum", "none"})
    void theMethodsAreTheOperators(String reduction) {
        Map<String, BinaryOperator<Register>> methods = Map.of(
                "mse_loss", (x, t) -> Losses.mseLoss(x, t, reduction),
                "l1_loss", (x, t) -> Losses.l1Loss(x, t, reduction),
                "huber_loss", (x, t) -> Losses.huberLoss(x, t, reduction, 1),
                "smooth_l1_loss", (x, t) -> Losses.smoothL1Loss(x, t, reduction, 1),
                "kl_div", (x, t) -> Losses.klDiv(x, t, reduction),
                "binary_cross_entropy", (x, t) -> Losses.binaryCrossEntropy(x, t, reduction),
                "binary_cross_entropy_with_logits", (x, t) -> Losses.binaryCrossEntropyWithLogits(x, t, reduction));
        methods.forEach((name, method) -> assertThat(written(method))
                .isEqualTo(written((x, t) -> x.call(name, Map.of("reduction", reduction), t))));
    }

    private static String written(BinaryOperator<Register> loss) {
        ListBuilder list = WengertList.builder("loss");
        list.output("z", loss.apply(list.input("x", DType.F32, 3), list.input("t", DType.F32, 3)));
        return list.build().toString().replaceAll(" +# .*", "");
    }
}
