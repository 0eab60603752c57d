package dev.wengert.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.TwoModes;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class VmapTest {
    private static final Tensor A = Tensor.constant(Tensor.of(Shape.of(2, 3), 0.5, -1.0, 2.0, 1.5, 0.25, -0.5));
    private static final Tensor W = Tensor.constant(Tensor.of(Shape.of(3), 1.0, 2.0, -1.0));

    /** tanh(w·x), a number. */
    private static Register neuron(Register w, Register x) {
        return w.mul(x).sum().tanh();
    }

    private static double neuron(int row) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += A.getDouble(3 * row + i) * W.getDouble(i);
        }
        return Math.tanh(sum);
    }

    @Test
    void functionsOfOneSampleServeForMany() {
        List<Tensor> y = TwoModes.all(
                x -> List.of(Vmap.vmap((Register a) -> neuron(x.get(1), a)).apply(x.get(0))), List.of(A, W));
        assertThat(y.get(0).toDoubles()).containsExactly(new double[] {neuron(0), neuron(1)}, within(1e-15));
    }

    @Test
    void axesAreChosen() {
        Function<List<Register>, Register> f = x -> neuron(x.get(0), x.get(1));
        List<Tensor> y = TwoModes.all(
                x -> List.of(Vmap.vmap(f, List.of(Vmap.SAME, -1), List.of())
                        .apply(List.of(x.get(1), x.get(0).transpose()))),
                List.of(A, W));
        assertThat(y.get(0).toDoubles()).containsExactly(new double[] {neuron(0), neuron(1)}, within(1e-15));
        List<Tensor> columns = TwoModes.all(
                x -> List.of(Vmap.vmap((Register a) -> a.mul(2), List.of(0), List.of(1))
                        .apply(x.get(0))),
                List.of(A));
        assertThat(columns.get(0).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(columns.get(0).toDoubles()).containsExactly(1, 3, -2, 0.5, 4, -1);
    }

    @Test
    void samplesWithinSamples() {
        Function<Register, Register> f = x -> x.mul(x);
        Tensor y = TwoModes.apply(Vmap.vmap(Vmap.vmap(f)), A);
        assertThat(y.toDoubles()).containsExactly(0.25, 1, 4, 2.25, 0.0625, 0.25);
        // every row with every row: what is of an outer sample is the same for the inner ones
        Tensor gram = TwoModes.apply(
                x -> Vmap.vmap((Register a) ->
                                Vmap.vmap((Register b) -> a.mul(b).sum()).apply(x))
                        .apply(x),
                A);
        assertThat(gram.toDoubles()).containsExactly(new double[] {5.25, -0.5, -0.5, 2.5625}, within(1e-15));
    }

    @Test
    void gradientsOfEachSample() {
        Function<List<Register>, List<Register>> perSample = x -> List.of(Vmap.vmap((Register a) ->
                        Derivatives.grad((Register w) -> neuron(w, a)).apply(x.get(1)))
                .apply(x.get(0)));
        Tensor g = TwoModes.all(perSample, List.of(A, W)).get(0);
        assertThat(g.shape()).isEqualTo(Shape.of(2, 3));
        for (int i = 0; i < 6; i++) {
            double y = neuron(i / 3);
            assertThat(g.getDouble(i)).isCloseTo((1 - y * y) * A.getDouble(i), within(1e-15));
        }
    }

    @Test
    void gradientsThroughSamples() {
        Function<Register, Function<Register, Register>> loss =
                a -> w -> Vmap.vmap((Register x) -> neuron(w, x)).apply(a).sum();
        List<Tensor> found = TwoModes.all(
                x -> List.of(
                        Derivatives.grad(loss.apply(x.get(0))).apply(x.get(1)),
                        Vmap.vmap((Register a) -> Derivatives.grad((Register w) -> neuron(w, a))
                                        .apply(x.get(1)))
                                .apply(x.get(0))
                                .sum(0),
                        Derivatives.jvp(loss.apply(x.get(0)), x.get(1), x.get(1))
                                .tangent(),
                        Derivatives.grad(loss.apply(x.get(0)))
                                .apply(x.get(1))
                                .mul(x.get(1))
                                .sum()),
                List.of(A, W));
        assertThat(found.get(0).toDoubles()).containsExactly(found.get(1).toDoubles(), within(1e-14));
        assertThat(found.get(2).item()).isCloseTo(found.get(3).item(), within(1e-14));
    }

    @Test
    void hessiansOfEachSample() {
        Tensor h = TwoModes.apply(Vmap.vmap(Jacobians.hessian((Register a) -> a.prod())), A);
        assertThat(h.shape()).isEqualTo(Shape.of(2, 3, 3));
        assertThat(h.getDouble(1)).isCloseTo(2.0, within(1e-14));
        assertThat(h.getDouble(9 + 5)).isCloseTo(1.5, within(1e-14));
    }

    @Test
    void resultsThatDoNotDependOnTheSampleAreRepeated() {
        List<Tensor> y =
                TwoModes.all(x -> List.of(Vmap.vmap((Register a) -> x.get(1)).apply(x.get(0))), List.of(A, W));
        assertThat(y.get(0).toDoubles()).containsExactly(1, 2, -1, 1, 2, -1);
    }

    @Test
    void refusesSamplesOfDifferentNumber() {
        Register x = WengertList.builder("f").input("x", DType.F64, 2, 3);
        assertThatThrownBy(() -> Vmap.vmap((List<Register> a) -> a.get(0), List.of(0, 1), List.of())
                        .apply(List.of(x, x)))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("has 3 samples along axis 1");
        assertThatThrownBy(() -> Vmap.vmap((Register a) -> a).apply(x.sum()))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("no axis of samples");
    }
}
