package dev.wengert.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.inspect.CheckOperator;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OwnOperatorsTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-14);
    private static final Path LIBRARY = Path.of("../../native/target/release/tests", System.mapLibraryName("log_cosh"));

    @Test
    void aRuleOfOnesOwnIsStableWhereTheBodyIsNotDifferentiable() {
        double[][] found = StableSoftplus.evaluate(-1, 0, 1000);
        double sigmoid = 1 / (1 + Math.E);
        assertThat(found[0]).containsExactly(new double[] {Math.log1p(Math.exp(-1)), Math.log(2), 1000}, ROUNDING);
        assertThat(found[1]).containsExactly(new double[] {sigmoid, 0.5, 1}, ROUNDING);
        assertThat(found[2]).containsExactly(new double[] {sigmoid * (1 - sigmoid), 0.25, 0}, ROUNDING);
        assertThat(StableSoftplus.gradient().toString()).contains("z: f64[3] = log1p_exp(x)", "sigmoid(x)");
    }

    @Test
    void anOperatorInJavaIsDifferentiatedTwiceInACompiledList() {
        List<double[]> found = LambertW.evaluate(1, Math.E);
        double omega = 0.5671432904097838;
        assertThat(found.get(0)).containsExactly(new double[] {omega, 1}, ROUNDING);
        assertThat(found.get(1)).containsExactly(new double[] {omega / (1 + omega), 0.5 / Math.E}, ROUNDING);
        double second = -omega * omega * (2 + omega) / Math.pow(1 + omega, 3);
        assertThat(found.get(2)[0]).isCloseTo(second, ROUNDING);
        try (Tensor x = Tensor.of(Shape.of(3), 0.5, 1.0, 7.0)) {
            CheckOperator.check(LambertW.LAMBERT_W, 2, x);
        }
    }

    @Test
    void anOperatorInCPassesItsChecks() {
        LogCosh.check(LIBRARY);
        List<double[]> found = LogCosh.evaluate(LIBRARY, 0, 1, -800);
        assertThat(found.get(0)).containsExactly(new double[] {0, Math.log(Math.cosh(1)), 800 - Math.log(2)}, ROUNDING);
        assertThat(found.get(1)).containsExactly(new double[] {0, Math.tanh(1), -1}, ROUNDING);
    }
}
