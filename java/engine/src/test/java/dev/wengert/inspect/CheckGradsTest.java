package dev.wengert.inspect;

import static dev.wengert.inspect.CheckGrads.checkGrads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.inspect.CheckGrads.Mode;
import dev.wengert.inspect.CheckGrads.WrongDerivative;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckGradsTest {
    private static final List<Tensor> AT = List.of(
            Tensor.constant(Tensor.of(Shape.of(2), 0.5, -1.5)), Tensor.constant(Tensor.of(Shape.of(2), 2.0, 1.0)));

    @Test
    void rightDerivativesPassInBothModesAndToTheThirdOrder() {
        checkGrads(
                x -> List.of(x.get(0).mul(x.get(1)).sin(), x.get(1).log().sum()),
                AT,
                3,
                EnumSet.allOf(Mode.class),
                1e-5);
    }

    @Test
    void functionsMayDecideByValue() {
        checkGrads(
                x -> List.of(
                        x.get(0).sum().item() > 0
                                ? x.get(0).exp()
                                : x.get(1).mul(x.get(0).square())),
                AT);
    }

    @Test
    void aWrongDerivativeIsNamedWithOperandElementAndBothNumbers() {
        // the gradient that is stopped is missing
        assertThatThrownBy(() -> checkGrads(
                        x -> List.of(
                                x.get(0).call("stop_gradient").mul(x.get(1)).sum()),
                        AT))
                .isInstanceOf(WrongDerivative.class)
                .hasMessageContaining("in reverse mode, by operand 0 f64[2] at element 0")
                .hasMessageContaining("by finite differences, found 0.0");
        assertThatThrownBy(() -> checkGrads(
                        x -> List.of(x.get(0).mul(x.get(1).call("stop_gradient"))),
                        AT,
                        1,
                        EnumSet.of(Mode.FORWARD),
                        1e-6))
                .isInstanceOf(WrongDerivative.class)
                .hasMessageContaining("in forward mode, of result 0 f64[2] at element 0");
    }

    @ParameterizedTest
    @EnumSource
    void differencesComeNear(FiniteDifferences differences) {
        double within = switch (differences) {
            case FORWARD -> 1e-7;
            case CENTRAL -> 1e-9;
            case SIXTH_ORDER -> 1e-11;
        };
        assertThat(differences.derivative(Math::sin, 1)).isCloseTo(Math.cos(1), within(within));
        assertThat(differences.gradient(x -> x[0] * x[0] * x[1], new double[] {3, 2}))
                .containsExactly(new double[] {12, 9}, within(100 * within));
    }
}
