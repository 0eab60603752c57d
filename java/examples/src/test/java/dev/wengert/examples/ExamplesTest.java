package dev.wengert.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Jacobians;
import dev.wengert.inspect.FiniteDifferences;
import dev.wengert.list.Register;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);
    private static final List<UnaryOperator<Function<Register, Register>>> MODES =
            List.of(Jacobians::jacobianForward, Jacobians::jacobianReverse);

    @Test
    void theFirstListGivesValueAndGradient() {
        double x1 = 3;
        double x2 = 2;
        assertThat(FirstList.evaluate(x1, x2)).containsExactly(64.0, 8 * x1 + 4 * x2, 4 * x1 + 2 * x2);
    }

    @Test
    void theFirstListPrintsItsAdjoint() {
        assertThat(FirstList.gradient().toString()).contains("adjoint:", "dz2", "output dx1", "output dx2");
    }

    @Test
    void theJacobianIsTheSameByForwardAndByReverseMode() {
        double[] expected = {5 * Math.cos(10), 2 * Math.cos(10), 5, 2 + 1 / 5.0};
        for (var mode : MODES) {
            assertThat(ForwardOrReverse.evaluate(mode.apply(ForwardOrReverse::small), 2, 5))
                    .containsExactly(expected, ROUNDING);
        }
    }

    @Test
    void theLargeJacobianIsTheSameByForwardAndByReverseMode() {
        for (int[] size : new int[][] {{7, 2}, {2, 7}}) {
            double[] x = new Random(1).doubles(size[0], 0.5, 2).toArray();
            Function<Register, Register> f = ForwardOrReverse.large(size[0], size[1]);
            double[] expected = new double[size[0] * size[1]];
            for (int j = 0; j < size[1]; j++) {
                int row = j;
                double v = IntStream.range(0, x.length)
                        .mapToDouble(i -> x[i] / (1 + i + row))
                        .sum();
                for (int i = 0; i < x.length; i++) {
                    expected[j * x.length + i] = Math.cos(v) / (1 + i + j) + 1 / x[i];
                }
            }
            for (var mode : MODES) {
                assertThat(ForwardOrReverse.evaluate(mode.apply(f), x)).containsExactly(expected, ROUNDING);
            }
        }
    }

    @Test
    void forwardModeCostsAsManyTimesTheFunctionAsThereAreArgumentsAndReverseModeAsThereAreResults() {
        for (int[] size : new int[][] {{400, 2}, {2, 400}}) {
            Function<Register, Register> f = ForwardOrReverse.large(size[0], size[1]);
            var forward = ForwardOrReverse.cost(MODES.get(0).apply(f), size[0]);
            var reverse = ForwardOrReverse.cost(MODES.get(1).apply(f), size[0]);
            assertThat(forward.assignments()).isBetween(10, 30);
            assertThat(reverse.assignments()).isBetween(10, 30);
            double ratio = (double) forward.elements() / reverse.elements();
            assertThat(size[0] > size[1] ? ratio : 1 / ratio).isBetween(50.0, 400.0);
        }
    }

    @Test
    void theDerivativeOfTheLogisticMapIsTheSymbolicOneWhileThatCanBeWrittenDown() {
        for (int n = 1; n <= 4; n++) {
            double[] c = LogisticMap.symbolic(n);
            for (double x : new double[] {0.1, 0.3, 0.62, 0.9}) {
                double expected = IntStream.range(0, c.length)
                        .mapToDouble(i -> c[i] * Math.pow(x, i))
                        .sum();
                assertThat(LogisticMap.evaluate(LogisticMap.derivative(n), x))
                        .isCloseTo(expected, Offset.offset(1e-10));
            }
        }
    }

    @Test
    void theDerivativeOfTheLogisticMapIsTheProductOfTheChainRule() {
        for (int n = 1; n <= 50; n++) {
            double expected = LogisticMap.product(n, 0.3);
            assertThat(LogisticMap.evaluate(LogisticMap.derivative(n), 0.3))
                    .isCloseTo(expected, withinPercentage(1e-10));
            assertThat(LogisticMap.evaluate(LogisticMap.derivativeByScan(n), 0.3))
                    .isCloseTo(expected, withinPercentage(1e-10));
        }
    }

    @Test
    void theListOfTheLogisticMapGrowsLinearlyWhereTheExpressionExplodes() {
        int[] lengths = IntStream.rangeClosed(3, 50)
                .map(n -> LogisticMap.derivative(n).assignments().size())
                .toArray();
        for (int i = 1; i < lengths.length; i++) {
            assertThat(lengths[i] - lengths[i - 1]).isEqualTo(8);
            assertThat(LogisticMap.operationsOfExpression(i + 3))
                    .isGreaterThan(2 * LogisticMap.operationsOfExpression(i + 2));
        }
        assertThat(lengths[47]).isEqualTo(393);
        int byScan = LogisticMap.derivativeByScan(50).assignments().size();
        assertThat(byScan)
                .isEqualTo(LogisticMap.derivativeByScan(5).assignments().size())
                .isLessThan(20);
        assertThat(LogisticMap.operationsOfExpression(50)).isGreaterThan(80_000_000_000_000_000L);
    }

    @Test
    void differencesLoseHalfOrAThirdOfTheDigitsWhereReverseModeIsExact() {
        double[] forward = DifferenceErrors.errors(FiniteDifferences.FORWARD);
        double[] central = DifferenceErrors.errors(FiniteDifferences.CENTRAL);
        assertThat(Arrays.stream(forward).min().orElseThrow()).isBetween(1e-9, 1e-6);
        assertThat(Arrays.stream(central).min().orElseThrow()).isBetween(1e-11, 1e-8);
        double exact = DifferenceErrors.exact().doubleValue();
        assertThat(DifferenceErrors.errorOfReverseMode()).isLessThan(4 * Math.ulp(exact));
    }

    @Test
    void errorsOfTruncationFallWithTheStepAndWithItsSquare() {
        double[] forward = DifferenceErrors.errors(FiniteDifferences.FORWARD);
        double[] central = DifferenceErrors.errors(FiniteDifferences.CENTRAL);
        for (int i = 12; i < 16; i++) {
            assertThat(forward[i] / forward[i + 4]).isBetween(9.0, 12.0);
            assertThat(central[i] / central[i + 4]).isBetween(99.0, 101.0);
        }
    }

    @Test
    void thePlotShowsThreeLinesAndLabels() {
        String svg = DifferenceErrors.plot();
        List<MatchResult> lines = Pattern.compile("<polyline [^>]*points='([^']*)'/>")
                .matcher(svg)
                .results()
                .toList();
        assertThat(lines).hasSize(3);
        int points = DifferenceErrors.steps().length;
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.group(1).split(" ")).hasSize(points));
        assertThat(svg)
                .startsWith("<svg ")
                .endsWith("</svg>\n")
                .contains(">forward differences<", ">central differences<", ">reverse mode<", ">step h<", ">error<");
    }

    @Test
    void gradientDescentFindsTheWeightsOfLogisticRegression() {
        assertThat(LogisticRegression.train(0, 0.01).loss()).isCloseTo(4 * Math.log(2), ROUNDING);
        var trained = LogisticRegression.train(100, 0.01);
        assertThat(trained.loss()).isCloseTo(1.0672706757870165, ROUNDING);
        double[] expected = {0.48307366, -0.37057217, 1.06937395};
        for (int i = 0; i < 3; i++) {
            assertThat(trained.weights().get(i)).isCloseTo(expected[i], Offset.offset(1e-8));
        }
    }

    @Test
    void softmaxRegressionLearnsItsClasses() {
        try (var data = SoftmaxRegression.Data.draw(1)) {
            var training = SoftmaxRegression.train(data, 20, 1);
            assertThat(training.losses().get(0)).isCloseTo(Math.log(5), Offset.offset(1e-5));
            assertThat(training.losses()).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(training.losses().get(19)).isLessThan(0.1);
            assertThat(training.accuracy()).isGreaterThan(0.99);
            assertThat(training.samplesPerSecond()).isPositive();
        }
    }

    @Test
    void newtonsMethodFindsTheMinimumOfRosenbrocksFunction() {
        requireMinimum(NewtonCg.minimize(-1.2, 1), 22);
        requireMinimum(NewtonCg.minimize(Rosenbrock.start(5)), 14);
        requireMinimum(NewtonCg.minimize(Rosenbrock.start(100)), 16);
    }

    /** Kernels of different instruction sets round differently, which may cost a step. */
    private static void requireMinimum(NewtonCg.Minimum found, int steps) {
        assertThat(found.f()).isLessThan(1e-20);
        assertThat(found.x()).allSatisfy(x -> assertThat(x).isCloseTo(1, Offset.offset(1e-10)));
        assertThat(found.steps()).isBetween(steps - 2, steps + 2);
    }

    @Test
    void hessianVectorProductsAreTheSameByForwardOverReverseAndByReverseOverForward() {
        double[] expected = {(1200 * 1.44 - 400 + 2) * 3 + 480 * -2, 480 * 3 + 200 * -2};
        assertThat(product(Derivatives::hessianVectorProduct, new double[] {-1.2, 1}, 3, -2))
                .containsExactly(expected, Offset.offset(1e-9));
        Random random = new Random(1);
        double[] x = random.doubles(50, -2, 2).toArray();
        double[] v = random.doubles(50, -1, 1).toArray();
        double[] forwardOverReverse = product(Derivatives::hessianVectorProduct, x, v);
        assertThat(product(Derivatives::hessianVectorProductByReverse, x, v))
                .containsExactly(forwardOverReverse, Offset.offset(1e-9));
    }

    private static double[] product(Rosenbrock.Product product, double[] at, double... direction) {
        try (Tensor x = Tensor.of(Shape.of(at.length), at);
                Tensor v = Tensor.of(Shape.of(at.length), direction);
                Tensor hv =
                        Program.compile(Rosenbrock.product(at.length, product)).call(x, v)) {
            return hv.toDoubles();
        }
    }
}
