package dev.wengert.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.examples.closed.Shut;
import dev.wengert.list.ListException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples that show what a list is. */
class ListsSeenTest {
    @Test
    void theFirstListHasValuesAndDeltas() {
        assertThat(FirstList.values(3, 2)).isEqualTo(Map.of("x1", 3.0, "x2", 2.0, "z1", 6.0, "z2", 8.0, "f", 64.0));
        assertThat(FirstList.deltas(3, 2)).isEqualTo(Map.of("x1", 32.0, "x2", 16.0, "z1", 16.0, "z2", 16.0, "f", 1.0));
    }

    @Test
    void theFieldsOfATriangleNameItsRegisters() {
        Triangle triangle = new Triangle();
        assertThat(triangle.operationSequence("area")).containsExactly("z1 = mul(h, w)", "area = half(z1)");
        Map<String, Double> sides = Map.of("h", 3.0, "w", 4.0);
        assertThat(triangle.evaluate("area", sides)).isEqualTo(6);
        assertThat(triangle.gradient("area", sides)).isEqualTo(Map.of("h", 2.0, "w", 1.5));
    }

    @Test
    void fieldsOfAPackageThatIsNotOpenCannotBeRead() {
        assertThatThrownBy(() -> new Shut().list())
                .isInstanceOf(ListException.class)
                .hasMessage(
                        "field x of dev.wengert.examples.closed.Shut cannot be read; let module dev.wengert.examples"
                                + " say: opens dev.wengert.examples.closed to dev.wengert;");
    }

    @Test
    void bothTracesAreThoseOfTheTextbook() {
        assertThat(TraceTables.tangent()).isEqualTo(5.5);
        assertThat(TraceTables.cotangents().get(0)).isEqualTo(5.5);
        assertThat(TraceTables.cotangents().get(1))
                .isCloseTo(2 - Math.cos(5), within(1e-15))
                .isCloseTo(1.716, within(5e-4));
        assertThat(TraceTables.forward()).isEqualTo("""
            primal trace                 | tangent trace
            x1               = 2.00000   | tx1 = 1.00000
            x2               = 5.00000   | tx2 = 0.00000
            v1 = log(x1)     = 0.693147  | tv1 = 0.500000
            v2 = mul(x1, x2) = 10.0000   | tv2 = 5.00000
            v3 = sin(x2)     = -0.958924 | tv3 = 0.00000
            v4 = add(v1, v2) = 10.6931   | tv4 = 5.50000
            y = sub(v4, v3)  = 11.6521   | ty  = 5.50000
            """);
        assertThat(TraceTables.reverse()).isEqualTo("""
            primal trace (down)          | adjoint trace (up)
            x1               = 2.00000   | dx1 = 5.50000
            x2               = 5.00000   | dx2 = 1.71634
            v1 = log(x1)     = 0.693147  | dv1 = 1.00000
            v2 = mul(x1, x2) = 10.0000   | dv2 = 1.00000
            v3 = sin(x2)     = -0.958924 | dv3 = -1.00000
            v4 = add(v1, v2) = 10.6931   | dv4 = 1.00000
            y = sub(v4, v3)  = 11.6521   | dy  = 1.00000
            """);
    }

    @Test
    void aNeuronLearnsStepByStep() {
        List<Neuron.Step> steps = Neuron.train(20);
        double s = 1 / (1 + Math.exp(-0.75));
        double db = 2 * (s - 1) * s * (1 - s);
        assertThat(steps.get(0).loss()).isCloseTo((s - 1) * (s - 1), within(1e-15));
        assertThat(steps.get(0).db()).isCloseTo(db, within(1e-15));
        assertThat(steps.get(0).dw()).isCloseTo(1.5 * db, within(1e-15));
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).loss()).isLessThan(steps.get(i - 1).loss());
        }
        assertThat(Neuron.logOfProduct(2, 3).get(0)).isCloseTo(0.5, within(1e-15));
        assertThat(Neuron.logOfProduct(2, 3).get(1)).isCloseTo(0.333, within(5e-4));
    }

    @Test
    void aDerivativeIsSourceThatCompilesAndRuns() throws IOException, ReflectiveOperationException {
        assertThat(DerivativeAsSource.source())
                .contains("public static Outputs evaluate(double x) {", "double z1 = x * x;", "// adjoint");
        assertThat(DerivativeAsSource.evaluate(2)).containsExactly(12.0, 16.0);
        assertThat(DerivativeAsSource.evaluate(-1.5)).containsExactly(-1.125, 3.75);
    }
}
