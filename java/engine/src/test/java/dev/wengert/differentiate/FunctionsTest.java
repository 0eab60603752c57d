package dev.wengert.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.differentiate.Derivatives.Auxiliary;
import dev.wengert.differentiate.Derivatives.Gradient;
import dev.wengert.differentiate.Derivatives.Linearization;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.TwoModes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Derivatives of functions, alone and of each other, in lists and in eager mode. */
class FunctionsTest {
    private static final Tensor X = Tensor.constant(Tensor.of(Shape.of(3), 0.5, -1.0, 2.0));
    private static final Tensor V = Tensor.constant(Tensor.of(Shape.of(3), 1.0, 2.0, -1.0));

    /** The sum of x₀²x₁ and so on round: its Hessian is not diagonal. */
    private static Register ring(Register x) {
        return x.square()
                .mul(x.call("roll", Map.of("shifts", Bounds.of(-1), "axes", Axes.of(0))))
                .sum();
    }

    private static double[] ringGradient(double[] x) {
        double[] g = new double[3];
        for (int i = 0; i < 3; i++) {
            g[i] = 2 * x[i] * x[(i + 1) % 3] + x[(i + 2) % 3] * x[(i + 2) % 3];
        }
        return g;
    }

    private static double[] ringHessianTimes(double[] x, double[] v) {
        double[] hv = new double[3];
        for (int i = 0; i < 3; i++) {
            int next = (i + 1) % 3;
            int last = (i + 2) % 3;
            hv[i] = 2 * x[next] * v[i] + 2 * x[i] * v[next] + 2 * x[last] * v[last];
        }
        return hv;
    }

    private static <T> T at(Map<String, T> map, String key) {
        return Objects.requireNonNull(map.get(key));
    }

    private static double number(Function<Register, Register> f, double x) {
        return TwoModes.apply(f, Tensor.constant(Tensor.scalar(x))).item();
    }

    @Test
    void gradientsOfGradients() {
        Function<Register, Register> f = x -> x.pow(4);
        for (double expected : new double[] {4 * 8, 12 * 4, 24 * 2, 24, 0}) {
            f = Derivatives.grad(f);
            assertThat(number(f, 2)).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void aFunctionSeesOuterArgumentsAsConstants() {
        // d/dx (x · d/dy (x + y) at y = 1) = 1, not 2: Siskind and Pearlmutter, Perturbation confusion
        Function<Register, Register> f = x ->
                x.mul(Derivatives.grad((Register y) -> x.add(y)).apply(x.mul(0).add(1)));
        assertThat(number(Derivatives.grad(f), 5)).isEqualTo(1);
        // d/dy (x·y) at y = x is x, though x and y are the same number
        Function<Register, Register> g =
                x -> Derivatives.grad((Register y) -> x.mul(y)).apply(x);
        assertThat(number(g, 5)).isEqualTo(5);
        assertThat(number(Derivatives.grad(g), 5)).isEqualTo(1);
        Function<Register, Register> forward = x -> x.mul(
                Derivatives.jvp((Register y) -> x.mul(y), x, x.mul(0).add(1)).tangent());
        assertThat(number(Derivatives.grad(forward), 5)).isEqualTo(10);
    }

    @Test
    void valuesComeWithGradientsAndWhatIsBeside() {
        List<Tensor> found = TwoModes.all(
                x -> {
                    Gradient<Auxiliary<Map<String, Register>>, Register> g = Derivatives.valueAndGradWithAuxiliary(
                                    (Register a) -> new Auxiliary<>(ring(a), Map.of("twice", a.mul(2))))
                            .apply(x.get(0));
                    return List.of(g.value().value(), at(g.value().auxiliary(), "twice"), g.gradient());
                },
                List.of(X));
        assertThat(found.get(0).item()).isCloseTo(0.25 * -1 + 2 + 4 * 0.5, within(1e-14));
        assertThat(found.get(1).toDoubles()).containsExactly(1, -2, 4);
        assertThat(found.get(2).toDoubles()).containsExactly(ringGradient(X.toDoubles()), within(1e-14));
    }

    record Layer(Register w, Register b) {}

    record Model(List<Layer> layers, Map<String, Register> scale, String name) {}

    @Test
    void argumentsAreNested() {
        Tensor two = Tensor.constant(Tensor.scalar(2.0));
        Tensor three = Tensor.constant(Tensor.scalar(3.0));
        Function<List<Register>, List<Register>> f = x -> {
            Layer layer = new Layer(x.get(0), x.get(1));
            Model model = new Model(List.of(layer, new Layer(x.get(1), x.get(0))), Map.of("s", x.get(0)), "m");
            Model d = Derivatives.grad((Model m) -> m.layers()
                            .get(0)
                            .w()
                            .mul(m.layers().get(1).w().square())
                            .add(m.layers().get(0).b().mul(at(m.scale(), "s")))
                            .add(m.layers().get(1).b()))
                    .apply(model);
            assertThat(d.name()).isEqualTo("m");
            Map<String, Register> chosen = Derivatives.grad(
                            (Model m) ->
                                    m.layers().get(0).w().mul(m.layers().get(1).w()),
                            "layers.1",
                            "scale.s")
                    .apply(model);
            assertThat(chosen.keySet()).containsExactly("layers.1.w", "layers.1.b", "scale.s");
            return List.of(
                    d.layers().get(0).w(),
                    d.layers().get(0).b(),
                    d.layers().get(1).w(),
                    d.layers().get(1).b(),
                    at(d.scale(), "s"),
                    at(chosen, "layers.1.w"),
                    at(chosen, "scale.s"));
        };
        assertThat(TwoModes.all(f, List.of(two, three)).stream().mapToDouble(Tensor::item))
                .containsExactly(9.0, 2.0, 12.0, 1.0, 3.0, 2.0, 0.0);
    }

    @Test
    void argumentsAreChosenByPosition() {
        Function<List<Register>, List<Register>> d =
                Derivatives.grad((List<Register> x) -> x.get(0).mul(x.get(1)).mul(x.get(2)), 2, 0);
        List<Tensor> x = List.of(
                Tensor.constant(Tensor.scalar(2.0)),
                Tensor.constant(Tensor.scalar(3.0)),
                Tensor.constant(Tensor.scalar(5.0)));
        assertThat(TwoModes.all(d, x).stream().mapToDouble(Tensor::item)).containsExactly(6.0, 15.0);
    }

    @Test
    void productsWithTheHessianAgreeHoweverTheyAreFormed() {
        List<Tensor> found = TwoModes.all(
                x -> List.of(
                        Derivatives.hessianVectorProduct(FunctionsTest::ring, x.get(0), x.get(1)),
                        Derivatives.hessianVectorProductByReverse(FunctionsTest::ring, x.get(0), x.get(1)),
                        Derivatives.vectorHessianProduct(FunctionsTest::ring, x.get(0), x.get(1)),
                        Jacobians.hessian(FunctionsTest::ring).apply(x.get(0)).matmul(x.get(1))),
                List.of(X, V));
        for (Tensor product : found) {
            assertThat(product.toDoubles())
                    .containsExactly(ringHessianTimes(X.toDoubles(), V.toDoubles()), within(1e-13));
        }
    }

    @Test
    void gaussNewtonIsTheHessianOfALinearModelUnderAConvexLoss() {
        Tensor a = Tensor.constant(Tensor.of(Shape.of(2, 3), 1.0, 2.0, 3.0, -1.0, 0.5, 2.0));
        List<Tensor> found = TwoModes.all(
                x -> {
                    Function<Register, Register> linear = w -> x.get(2).matmul(w);
                    Function<Register, Register> loss = y -> y.exp().sum();
                    return List.of(
                            Derivatives.gaussNewtonVectorProduct(linear, loss, x.get(0), x.get(1)),
                            Derivatives.hessianVectorProduct(linear.andThen(loss), x.get(0), x.get(1)));
                },
                List.of(X, V, a));
        assertThat(found.get(0).toDoubles()).containsExactly(found.get(1).toDoubles(), within(1e-12));
    }

    @Test
    void linearizationsServeForManyTangentsWithoutThePrimalAgain() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64, 3);
        Linearization<Register, Register> linear =
                Derivatives.linearize((Register a) -> a.sin().exp(), x);
        Register first = linear.tangent().apply(x);
        Register second = linear.tangent().apply(linear.value());
        list.output(first);
        list.output(second);
        WengertList built = list.build();
        assertThat(built.assignments().stream()
                        .filter(assignment -> assignment.operator().name().equals("exp")))
                .hasSize(1);
    }

    @Test
    void jacobiansAreTheSameInBothModes() {
        Function<Register, Register> f = x -> x.reshape(3, 1).matmul(x.sin().reshape(1, 3));
        List<Tensor> found = TwoModes.all(
                x -> List.of(
                        Jacobians.jacobianForward(f).apply(x.get(0)),
                        Jacobians.jacobianReverse(f).apply(x.get(0)),
                        Jacobians.jacobian(f).apply(x.get(0))),
                List.of(X));
        double[] x = X.toDoubles();
        for (Tensor jacobian : found) {
            assertThat(jacobian.shape()).isEqualTo(Shape.of(3, 3, 3));
            for (int i = 0; i < 27; i++) {
                int row = i / 9;
                int column = i / 3 % 3;
                int by = i % 3;
                double expected =
                        (row == by ? Math.sin(x[column]) : 0) + (column == by ? x[row] * Math.cos(x[column]) : 0);
                assertThat(jacobian.getDouble(i)).isCloseTo(expected, within(1e-15));
            }
        }
    }

    @Test
    void jacobiansOfNestedResultsAndArguments() {
        List<Tensor> found = TwoModes.all(
                x -> {
                    Map<String, Layer> jacobians = Jacobians.jacobians(
                                    (Layer l) -> Map.of("product", l.w().mul(l.b()), "sum", l.w().sum()))
                            .apply(new Layer(x.get(0), x.get(1)));
                    return List.of(
                            at(jacobians, "product").w(),
                            at(jacobians, "product").b(),
                            at(jacobians, "sum").w(),
                            at(jacobians, "sum").b());
                },
                List.of(X, V));
        assertThat(found.get(0).toDoubles()).containsExactly(new double[] {1, 0, 0, 0, 2, 0, 0, 0, -1}, within(0.0));
        assertThat(found.get(1).toDoubles()).containsExactly(new double[] {0.5, 0, 0, 0, -1, 0, 0, 0, 2}, within(0.0));
        assertThat(found.get(2).toDoubles()).containsExactly(1, 1, 1);
        assertThat(found.get(3).toDoubles()).containsExactly(0, 0, 0);
    }

    @Test
    void thirdDerivativesOfVectors() {
        // Σ x³ has the third derivative 6 on the diagonal
        Function<Register, Register> f = x -> x.pow(3).sum();
        Tensor third = TwoModes.apply(Jacobians.jacobian(Jacobians.hessian(f)), X);
        for (int i = 0; i < 27; i++) {
            assertThat(third.getDouble(i)).isCloseTo(i % 13 == 0 ? 6 : 0, within(1e-12));
        }
    }

    @Test
    void elementwiseFunctionsAreDifferentiatedElementByElement() {
        Tensor d = TwoModes.apply(Derivatives.elementwiseGrad(Derivatives.elementwiseGrad(Register::sin)), X);
        double[] x = X.toDoubles();
        for (int i = 0; i < 3; i++) {
            assertThat(d.getDouble(i)).isCloseTo(-Math.sin(x[i]), within(1e-15));
        }
    }

    @Test
    void stoppedGradientsAreZero() {
        Function<Register, Register> f = x -> x.mul(x.call("stop_gradient"));
        assertThat(number(Derivatives.grad(f), 3)).isEqualTo(3);
        assertThat(number(x -> Derivatives.jvp(f, x, x).tangent(), 3)).isEqualTo(9);
        assertThat(number(Derivatives.grad(Derivatives.grad(f)), 3)).isEqualTo(1 - 1.0);
    }

    @Test
    void refusesTheGradientOfMoreThanANumber() {
        Register x = WengertList.builder("f").input("x", DType.F64, 3);
        assertThatThrownBy(() -> Derivatives.grad(Register::sin).apply(x))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("single number")
                .hasMessageContaining("f64[3]");
        assertThatThrownBy(() -> Derivatives.grad((Map<String, Register> m) -> ring(at(m, "x")), "y")
                        .apply(Map.of("x", x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no 'y' among [x]");
    }
}
