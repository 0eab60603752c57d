package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.RunException;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Derived;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What linear algebra does where matrices are singular, infinite or no matrices, and how often it factors. */
class LinearAlgebraTest {
    private static final double[] SINGULAR = {1, 2, 3, 4, 5, 6, 5, 7, 9};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "z = inv(x)                 | inv(x: f64[2,3,3])               | a matrix is singular",
                "z = solve(x, b)            | solve_with_factors(x: f64[2,3,3] | a matrix is singular",
                "z = cholesky(x)            | cholesky(x: f64[2,3,3])          | a matrix is not positive definite",
                "z = cholesky(x, upper=true)| cholesky(x: f64[2,3,3])          | a matrix is not positive definite",
            })
    void aRunWithASingularMatrixNamesTheAssignment(String line, String call, String reason) {
        WengertList list = WengertList.parse("input x: f64[2,3,3]\ninput b: f64[2,3,1]\n" + line + "\noutput z");
        Tensor x = Values.of(TensorType.of(DType.F64, 2, 3, 3), i -> i < 9 ? i % 4 == 0 ? 2 : 0 : i == 13 ? 1 : 0);
        Tensor b = Values.of(TensorType.of(DType.F64, 2, 3, 1), i -> 1);
        assertThatThrownBy(() -> Runs.run(list, Map.of("x", x, "b", b)))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(call)
                .hasMessageContaining(reason);
    }

    @Test
    void theDeterminantOfASingularMatrixIsZeroAndItsSlopeIsRight() {
        double[] gradient = gradient(SINGULAR, LinearAlgebra::det);
        double[] expected = {3, -6, 3, 3, -6, 3, -3, 6, -3};
        for (int i = 0; i < 9; i++) {
            assertThat(gradient[i]).isCloseTo(expected[i], within(1e-13));
        }
        assertThat(gradient(new double[9], LinearAlgebra::det)).containsOnly(0);
        assertThat(value(new double[9], LinearAlgebra::det)).containsExactly(0);
        assertThat(value(new double[9], x -> LinearAlgebra.slogdet(x).get(0))).containsExactly(0);
        assertThat(value(new double[9], x -> LinearAlgebra.slogdet(x).get(1)))
                .containsExactly(Double.NEGATIVE_INFINITY);
    }

    @Test
    void theLogarithmDoesNotOverflowWhereTheDeterminantDoes() {
        double[] large = {1e200, 0, 0, 0, -1e200, 0, 0, 0, 1e200};
        assertThat(value(large, LinearAlgebra::det)).containsExactly(Double.NEGATIVE_INFINITY);
        assertThat(value(large, x -> LinearAlgebra.slogdet(x).get(0))).containsExactly(-1);
        assertThat(value(large, x -> LinearAlgebra.slogdet(x).get(1))[0]).isCloseTo(600 * Math.log(10), within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberSpreadsAndEndsNoRun(double special) {
        double[] x = {4, 1, 0, 1, special, 2, 0, 2, 5};
        assertThat(DoubleStream.of(value(x, LinearAlgebra::det))).noneMatch(Double::isFinite);
        assertThat(value(x, LinearAlgebra::inv)).hasSize(9);
        assertThat(DoubleStream.of(gradient(x, LinearAlgebra::det))).anyMatch(d -> !Double.isFinite(d));
    }

    @Test
    void anAsymmetricMatrixCountsAsItsSymmetricPart() {
        double[] x = {4, 3, 0, 1, 5, 2, 0, 0, 6};
        double[] symmetric = {4, 2, 0, 2, 5, 1, 0, 1, 6};
        assertThat(value(x, LinearAlgebra::cholesky)).containsExactly(value(symmetric, LinearAlgebra::cholesky));
        double[] gradient = gradient(x, LinearAlgebra::cholesky);
        assertThat(gradient[1]).isEqualTo(gradient[3]);
    }

    @Test
    void theDerivativeOfASolutionFactorsNothingAgain() {
        ListBuilder list = WengertList.builder("solve");
        Register a = list.input("a", DType.F64, 4, 4);
        Register x = LinearAlgebra.solve(a, list.input("b", DType.F64, 4)).named("x");
        list.output(Reverse.gradients(x.sum(), List.of(a)).get(0));
        assertThat(list.build().assignments().stream().map(z -> z.operator().name()))
                .containsOnlyOnce("solve_with_factors")
                .doesNotContain("lu_factor", "inv");
    }

    @Test
    void manyRightSidesOfOneMatrixAreSolvedTogether() {
        ListBuilder list = WengertList.builder("solve");
        Register a = list.input("a", DType.F64, 4, 4);
        list.output(LinearAlgebra.solve(a, list.input("b", DType.F64, 50, 4, 2)));
        assertThat(list.build().assignments())
                .filteredOn(z -> z.operator().name().equals("solve_with_factors"))
                .allSatisfy(z -> assertThat(z.result(1).type()).isEqualTo(TensorType.of(DType.F64, 4, 4)))
                .hasSize(1);
    }

    @Test
    void theNormOfAnOrderIsOfVectorsOrMatrices() {
        double[] x = {1, -2, 3, -4, 5, -6, 7, -8, 9};
        assertThat(value(x, y -> LinearAlgebra.norm(y, 1, false))).containsExactly(18);
        assertThat(value(x, y -> LinearAlgebra.norm(y, Double.POSITIVE_INFINITY, false)))
                .containsExactly(24);
        assertThat(value(x, y -> LinearAlgebra.norm(y, 1, false, 0))).containsExactly(12, 15, 18);
        assertThat(value(x, LinearAlgebra::norm)[0]).isCloseTo(Math.sqrt(285), within(1e-14));
        assertThatThrownBy(() -> value(x, y -> LinearAlgebra.norm(y, 2, false)))
                .hasMessageContaining("matrix_norm(")
                .hasMessageContaining("needs singular values, which there are not yet");
        assertThatThrownBy(() -> value(x, y -> LinearAlgebra.norm(y.reshape(1, 3, 3), 2, false)))
                .hasMessageContaining("expected a vector, a matrix, or one or two axes");
    }

    private static double[] value(double[] x, UnaryOperator<Register> f) {
        return Runs.run(list(f), Map.of("x", matrix(x))).all().get(0).toDoubles();
    }

    /** The sum of the gradients of all results. */
    private static double[] gradient(double[] x, UnaryOperator<Register> f) {
        WengertList list = list(f);
        Register output = list.outputs().get(0);
        WengertList vjp = Derived.vjp(list, list.inputs());
        String seed = vjp.inputs().get(1).name();
        Tensor ones = Values.of(output.type(), i -> 1);
        return Runs.run(vjp, Map.of("x", matrix(x), seed, ones)).all().get(0).toDoubles();
    }

    private static WengertList list(UnaryOperator<Register> f) {
        ListBuilder list = WengertList.builder("f");
        list.output(f.apply(list.input("x", DType.F64, 3, 3)));
        return list.build();
    }

    private static Tensor matrix(double[] x) {
        return Values.of(TensorType.of(DType.F64, 3, 3), x);
    }
}
