package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Runs;
import dev.wengert.testing.SpecialFunctions;
import dev.wengert.testing.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is drawn has the distribution that it should have. The seeds are fixed, so nothing flakes; each statistic would be
 * beyond its bound once in 10⁵ seeds or less.
 */
class RandomsTest {
    private static final int N = 20_000;

    /** The statistic of Kolmogorov and Smirnov, times √n, is above this with probability 2 exp(−2 · 2.5²) < 10⁻⁵. */
    private static final double MOST_DISTANT = 2.5;

    private static double[] draw(Function<Register, Register> draws, int step) {
        ListBuilder list = WengertList.builder("draw");
        list.output("y", draws.apply(list.input("step", DType.I64)));
        return Runs.run(list.build(), Map.of("step", Values.of(TensorType.of(DType.I64), step)))
                .array("y");
    }

    private static TensorType type(DType dtype) {
        return TensorType.of(dtype, N);
    }

    private static void requireDistribution(double[] drawn, DoubleUnaryOperator distribution) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = distribution.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max(expected - i / (double) N, (i + 1) / (double) N - expected));
        }
        assertThat(distance * Math.sqrt(sorted.length)).isLessThan(MOST_DISTANT);
    }

    private static double phi(double x) {
        return 0.5 + 0.5 * SpecialFunctions.erf(x / Math.sqrt(2));
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void uniformNumbersAreSpreadEvenly(DType real) {
        requireDistribution(draw(step -> Randoms.uniform(step, -1, 3, 5, 1, type(real)), 0), x -> (x + 1) / 4);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void normalNumbersAreNormal(DType real) {
        requireDistribution(draw(step -> Randoms.normal(step, 2, 3, 5, 2, type(real)), 0), x -> phi((x - 2) / 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void truncatedNormalNumbersHaveWhatIsLeftOfTheDistribution(DType real) {
        double[] drawn = draw(step -> Randoms.truncatedNormal(step, 1, 2, -1, 2, 5, 3, type(real)), 0);
        requireDistribution(drawn, x -> (phi((x - 1) / 2) - phi(-1)) / (phi(0.5) - phi(-1)));
        assertThat(Arrays.stream(drawn).min().orElseThrow()).isBetween(-1.0, -0.99);
        assertThat(Arrays.stream(drawn).max().orElseThrow()).isBetween(1.99, 2.0);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void farOutTruncatedNormalNumbersFallOffExponentially(DType real) {
        double far = 1000;
        double[] drawn = draw(
                step -> Randoms.truncatedNormal(
                        step, 0, 1, Double.NEGATIVE_INFINITY, -far, 5, 4, TensorType.of(real, N)),
                0);
        if (real == DType.F64) {
            requireDistribution(
                    Arrays.stream(drawn).map(x -> -x - far).toArray(), d -> -Math.expm1(-d * (far + d / 2)));
        }
        assertThat(Arrays.stream(drawn).average().orElseThrow()).isCloseTo(-far - 1 / far, within(6e-5));
    }

    @ParameterizedTest
    @EnumSource
    void bernoulliNumbersAreOneAsOftenAsTheyShould(DType dtype) {
        double[] drawn = draw(step -> Randoms.bernoulli(step, 0.3, 5, 5, type(dtype)), 0);
        assertThat(drawn).containsOnly(0, 1);
        assertThat(Arrays.stream(drawn).sum()).isCloseTo(0.3 * N, within(4.5 * Math.sqrt(0.21 * N)));
    }

    @Test
    void bernoulliTakesAProbabilityForEachElement() {
        ListBuilder list = WengertList.builder("draw");
        Register p = list.input("p", TensorType.of(DType.F32, 4));
        Register all = p.broadcastTo(Shape.of(N, 4));
        list.output(
                "y", Randoms.bernoulli(list.input("step", DType.I64), all, 5, 6).mean(0));
        Tensor given = Values.of(TensorType.of(DType.F32, 4), 0, 0.1, 0.75, 1);
        double[] means = Runs.run(list.build(), Map.of("p", given, "step", Values.of(TensorType.of(DType.I64), 1)))
                .array("y");
        assertThat(means[0]).isEqualTo(0);
        assertThat(means[1]).isCloseTo(0.1, within(4.5 * Math.sqrt(0.09 / N)));
        assertThat(means[2]).isCloseTo(0.75, within(4.5 * Math.sqrt(0.1875 / N)));
        assertThat(means[3]).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void categoriesComeAsOftenAsTheirSoftmax(DType real) {
        double[] weights = {1, 0, 5, 2, 0.5, 1.5};
        Tensor logits = Values.of(
                TensorType.of(real, 6), Arrays.stream(weights).map(Math::log).toArray());
        ListBuilder list = WengertList.builder("draw");
        Register all = list.input("logits", logits.type()).broadcastTo(Shape.of(N, 6));
        list.output("y", Randoms.categorical(list.input("step", DType.I64), all, 5, 7));
        double[] drawn = Runs.run(
                        list.build(), Map.of("logits", logits, "step", Values.of(TensorType.of(DType.I64), 1)))
                .array("y");
        double chiSquare = 0;
        for (int j = 0; j < weights.length; j++) {
            int category = j;
            long count = Arrays.stream(drawn).filter(y -> y == category).count();
            double expected = N * weights[j] / 10;
            if (expected == 0) {
                assertThat(count).isZero();
            } else {
                chiSquare += (count - expected) * (count - expected) / expected;
            }
        }
        // four degrees of freedom
        assertThat(chiSquare).isLessThan(28.5);
    }

    @Test
    void permutationsHaveEveryNumberOnceAndAreAllAsLikely() {
        int[] counts = new int[24];
        for (int step = 0; step < 1200; step++) {
            double[] order = draw(number -> Randoms.permutation(number, 4, 9, 1), step);
            assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
            int rank = 0;
            for (int i = 0; i < 4; i++) {
                int at = i;
                rank = rank * (4 - i)
                        + (int) IntStream.range(i, 4)
                                .filter(j -> order[j] < order[at])
                                .count();
            }
            counts[rank]++;
        }
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - 50) * (count - 50) / 50.0)
                .sum();
        // 23 degrees of freedom
        assertThat(chiSquare).isLessThan(65);
    }

    @Test
    void everyStepAndStreamDrawsAnew() {
        double[] first = draw(step -> Randoms.permutation(step, 50, 1, 1), 0);
        assertThat(draw(step -> Randoms.permutation(step, 50, 1, 1), 0)).isEqualTo(first);
        assertThat(draw(step -> Randoms.permutation(step, 50, 1, 1), 1)).isNotEqualTo(first);
        assertThat(draw(step -> Randoms.permutation(step, 50, 1, 2), 0)).isNotEqualTo(first);
        assertThat(draw(step -> Randoms.permutation(step, 50, 2, 1), 0)).isNotEqualTo(first);
    }

    @Test
    void gradientsReachBoundsMeansAndDeviations() {
        ListBuilder list = WengertList.builder("reparameterised");
        Register step = list.input("step", DType.I64);
        TensorType one = TensorType.of(DType.F64);
        Register a = list.input("a", one);
        Register b = list.input("b", one);
        Register u = Randoms.uniform(step, a, b, 3, 1, Shape.of(7));
        Register x = Randoms.normal(step, a, b, 3, 2, Shape.of(7));
        list.output("u", u);
        list.output("x", x);
        List<Register> du = Reverse.gradients(u.sum(), List.of(a, b));
        List<Register> dx = Reverse.gradients(x.sum(), List.of(a, b));
        list.output("dlow", du.get(0));
        list.output("dhigh", du.get(1));
        list.output("dmean", dx.get(0));
        list.output("ddeviation", dx.get(1));
        var found = Runs.run(
                list.build(),
                Map.of("step", Values.of(TensorType.of(DType.I64), 1), "a", Values.of(one, 1), "b", Values.of(one, 3)));
        double fractions = Arrays.stream(found.array("u")).map(y -> (y - 1) / 2).sum();
        double deviations =
                Arrays.stream(found.array("x")).map(y -> (y - 1) / 3).sum();
        assertThat(found.array("dlow")[0]).isCloseTo(7 - fractions, within(1e-12));
        assertThat(found.array("dhigh")[0]).isCloseTo(fractions, within(1e-12));
        assertThat(found.array("dmean")[0]).isCloseTo(7, within(1e-12));
        assertThat(found.array("ddeviation")[0]).isCloseTo(deviations, within(1e-12));
    }

    @Test
    void refusesWhatIsNoDistribution() {
        TensorType type = TensorType.of(DType.F32, 3);
        refuses(
                step -> Randoms.bernoulli(step, 1.5, 1, 1, type),
                "random_bernoulli",
                "probability p in [0, 1], found 1.5");
        refuses(step -> Randoms.bernoulli(step, Double.NaN, 1, 1, type), "random_bernoulli", "found NaN");
        refuses(
                step -> Randoms.truncatedNormal(step, 0, 1, 2, 2, 1, 1, type),
                "random_truncated_normal",
                "low below high");
        refuses(
                step -> Randoms.truncatedNormal(step, 0, 0, 1, 2, 1, 1, type),
                "random_truncated_normal",
                "positive deviation");
        refuses(step -> Randoms.permutation(step, -1, 1, 1), "random_permutation", "n of at least 0, found -1");
        refuses(
                step -> Randoms.categorical(step, step.builder().input("logits", DType.F32, 3, 0), 1, 1),
                "random_categorical",
                "at least one class");
    }

    private static void refuses(Function<Register, Register> draws, String operator, String expected) {
        Register step = WengertList.builder("draw").input("step", DType.I64);
        assertThatThrownBy(() -> draws.apply(step))
                .isInstanceOf(ListException.class)
                .hasMessageContaining(operator + "(step: i64[]")
                .hasMessageContaining(expected);
    }
}
