package dev.wengert.nesting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Forward;
import dev.wengert.differentiate.Jacobians;
import dev.wengert.differentiate.Reverse;
import dev.wengert.differentiate.Vmap;
import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.TwoModes;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is easily mistaken: derivatives within derivatives of what is around them, constants, registers in the middle, empty ones. */
class SpecialCasesTest {
    private static final Tensor V = Tensor.constant(Tensor.of(Shape.of(3), 0.5, -1.0, 2.0));

    private static double number(Function<Register, Register> f, double x) {
        return TwoModes.apply(f, Tensor.constant(Tensor.scalar(x))).item();
    }

    private static Function<Register, Register> tangent(Function<Register, Register> f) {
        return x -> Derivatives.jvp(f, x, x.builder().fill(1, x.type())).tangent();
    }

    /** Derivatives of a function of a number, in every way there is. */
    private static List<Function<Function<Register, Register>, Function<Register, Register>>> ways() {
        return List.of(
                f -> Derivatives.grad(f),
                SpecialCasesTest::tangent,
                f -> x -> Derivatives.vjp(f, x).pullback().apply(x.builder().fill(1, x.type())),
                Derivatives::elementwiseGrad,
                Jacobians::jacobianForward,
                Jacobians::jacobianReverse,
                f -> x -> Vmap.vmap(Derivatives.grad(f)).apply(x.reshape(1)).reshape(),
                f -> x -> Derivatives.grad(
                                (Register a) -> Vmap.vmap(f).apply(a.reshape(1)).sum())
                        .apply(x));
    }

    @Test
    void anInnerDerivativeDoesNotSeeTheOuterOne() {
        // Siskind and Pearlmutter 2005: d/dx (x · d/dy (x + y)) is 1; where the two are confused it is 2
        for (var outer : ways()) {
            for (var inner : ways()) {
                Function<Register, Register> f =
                        x -> x.mul(inner.apply(y -> x.add(y)).apply(x.builder().fill(1, x.type())));
                assertThat(number(outer.apply(f), 5)).isEqualTo(1);
                // d/dx (d/dy (x·y²) at y = x) = d/dx 2x² = 4x
                Function<Register, Register> g =
                        x -> inner.apply(y -> x.mul(y).mul(y)).apply(x);
                assertThat(number(outer.apply(g), 5)).isCloseTo(20, within(1e-12));
                // d/dx (x · d/dy (y · d/dz (x·y·z) at y) at x): x·(2xy at x) = 2x³
                Function<Register, Register> h = x -> x.mul(inner.apply(
                                y -> y.mul(outer.apply(z -> x.mul(y).mul(z)).apply(y)))
                        .apply(x));
                assertThat(number(outer.apply(h), 2)).isCloseTo(24, within(1e-12));
            }
        }
    }

    @Test
    void aFunctionMayGiveAFunctionOfWhatItWasGiven() {
        // Manzyuk et al. 2019, the amazing bug: the derivative of a curried function is asked for at another argument
        // again
        BiFunction<Register, Function<Register, Register>, Function<Register, Register>> shift =
                (offset, f) -> x -> f.apply(x.add(offset));
        for (var derivative : ways()) {
            Function<Register, Register> twice = x -> {
                Function<Function<Register, Register>, Function<Register, Register>> shifted = f -> y -> derivative
                        .apply(offset -> shift.apply(offset, f).apply(y))
                        .apply(x.builder().fill(0, x.type()));
                return shifted.apply(shifted.apply(Register::exp)).apply(x);
            };
            assertThat(number(twice, 1)).isCloseTo(Math.E, within(1e-12));
        }
    }

    @Test
    void aStoppedGradientIsZeroInEveryModeAndOrder() {
        Function<Register, Register> f =
                x -> x.square().mul(x.call("stop_gradient")).add(x.mul(3).call("stop_gradient"));
        for (var derivative : ways()) {
            assertThat(number(derivative.apply(f), 2)).isEqualTo(2 * 2 * 2);
            assertThat(number(derivative.apply(derivative.apply(f)), 2)).isEqualTo(2 * 2);
            assertThat(number(derivative.apply(derivative.apply(derivative.apply(f))), 2))
                    .isZero();
        }
    }

    @Test
    void constantsArgumentsAndUnusedArgumentsHaveTheirDerivatives() {
        for (var derivative : ways()) {
            assertThat(number(derivative.apply(x -> x.builder().fill(7, x.type())), 2))
                    .isZero();
            assertThat(number(derivative.apply(x -> x.builder().constant(Tensor.scalar(7.0))), 2))
                    .isZero();
            assertThat(number(derivative.apply(x -> x), 2)).isEqualTo(1);
            assertThat(number(x -> derivative.apply(y -> x).apply(x), 2)).isZero();
            assertThat(number(derivative.apply(derivative.apply(x -> x)), 2)).isZero();
        }
    }

    @Test
    void masksAndIndicesThatAreComputedFromTheArgumentAreConstants() {
        Function<Register, Register> f = x -> {
            Register positive = x.call("greater", x.builder().fill(0, x.type()));
            Register largest = x.argmax(0);
            return positive.call("where", x.square(), x.mul(3))
                    .mul(x.call("gather", largest))
                    .sum();
        };
        Tensor gradient = TwoModes.apply(Derivatives.grad(f), V);
        // (0.25 − 3 + 4)·2 and by the largest: 2·0.5·2, 3·2, 2·2·2 + 1.25
        assertThat(gradient.toDoubles()).containsExactly(new double[] {2, 6, 9.25}, within(1e-14));
        Tensor hessian = TwoModes.apply(Jacobians.hessian(f), V);
        assertThat(hessian.toDoubles())
                .containsExactly(new double[] {4, 0, 1, 0, 0, 3, 1, 3, 4 + 4 + 4}, within(1e-14));
        Tensor rows = Tensor.constant(Tensor.of(Shape.of(2, 3), 0.5, -1.0, 2.0, 2.0, 0.5, -1.0));
        Tensor each = TwoModes.apply(Vmap.vmap(Derivatives.grad(f)), rows);
        assertThat(each.toDoubles()).containsExactly(new double[] {2, 6, 9.25, 9.25, 2, 6}, within(1e-14));
    }

    @Test
    void registersInTheMiddleHaveDerivativesOfAllOrders() {
        List<Tensor> found = TwoModes.all(
                x -> {
                    Register h = x.get(0).sin();
                    Register z = h.square().mul(x.get(0)).sum();
                    Register dh = Reverse.gradients(z, List.of(h)).get(0);
                    Register ddh = Reverse.gradients(dh, List.of(h)).get(0);
                    Register tz =
                            Forward.tangents(List.of(z), Map.of(h, x.get(0))).get(0);
                    // the derivative by h of the gradient by x, which reads h: 2·h·x·cos x + h²
                    Register dx = Reverse.gradients(z, List.of(x.get(0))).get(0);
                    return List.of(
                            dh, ddh, tz, Reverse.gradients(dx, List.of(h)).get(0));
                },
                List.of(V));
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double x = V.getDouble(i);
            assertThat(found.get(0).getDouble(i)).isCloseTo(2 * Math.sin(x) * x, within(1e-14));
            assertThat(found.get(1).getDouble(i)).isCloseTo(2 * x, within(1e-14));
            assertThat(found.get(3).getDouble(i)).isCloseTo(2 * x * Math.cos(x) + 2 * Math.sin(x), within(1e-14));
            sum += 2 * Math.sin(x) * x * x;
        }
        assertThat(found.get(2).item()).isCloseTo(sum, within(1e-14));
    }

    @Test
    void oneListHoldsTheSameDerivativeAsOftenAsItIsAskedFor() {
        Function<Register, Register> f = x -> x.sin().mul(x.exp()).sum();
        List<Tensor> found = TwoModes.all(
                x -> List.of(
                        Derivatives.grad(f).apply(x.get(0)),
                        Derivatives.grad(f).apply(x.get(0)),
                        Derivatives.grad(f).apply(x.get(0).mul(1)),
                        Derivatives.grad(Derivatives.grad(f).andThen(Register::sum))
                                .apply(x.get(0)),
                        Derivatives.grad(Derivatives.grad(f).andThen(Register::sum))
                                .apply(x.get(0)),
                        Derivatives.hessianVectorProduct(
                                f, x.get(0), x.get(0).builder().fill(1, x.get(0).type()))),
                List.of(V));
        Values.assertSameBits(found.get(1), found.get(0), "the gradient again");
        Values.assertSameBits(found.get(2), found.get(0), "the gradient of an equal argument");
        Values.assertSameBits(found.get(4), found.get(3), "the second gradient again");
        Values.assertClose(found.get(5), found.get(3), 1e-14, "the product with ones");
    }

    @Test
    void aRegisterThatIsTwoArgumentsIsEachOfThem() {
        Function<List<Register>, Register> f =
                x -> x.get(0).square().mul(x.get(1)).sum();
        List<Tensor> found = TwoModes.all(
                x -> {
                    List<Register> g = Derivatives.grad(f).apply(List.of(x.get(0), x.get(0)));
                    List<Register> rows = Vmap.vmap(Derivatives.grad(f)).apply(List.of(x.get(0), x.get(0)));
                    return List.of(g.get(0), g.get(1), rows.get(0), rows.get(1));
                },
                List.of(V));
        for (int i = 0; i < 3; i++) {
            double x = V.getDouble(i);
            assertThat(found.get(0).getDouble(i)).isEqualTo(2 * x * x);
            assertThat(found.get(1).getDouble(i)).isEqualTo(x * x);
        }
        Values.assertSameBits(found.get(2), found.get(0), "each element by the first");
        Values.assertSameBits(found.get(3), found.get(1), "each element by the second");
    }

    @Test
    void derivativesByWhatIsEmptyAreEmpty() {
        Tensor none = Tensor.constant(Tensor.zeros(TensorType.of(DType.F64, 0, 3)));
        Function<Register, Register> f = x -> x.sin().sum().add(1);
        List<Tensor> found = TwoModes.all(
                x -> List.of(
                        Derivatives.grad(f).apply(x.get(0)),
                        Jacobians.hessian(f).apply(x.get(0)),
                        Jacobians.jacobianForward(Register::sin).apply(x.get(0)),
                        Jacobians.jacobianReverse(Register::sin).apply(x.get(0)),
                        Derivatives.hessianVectorProduct(f, x.get(0), x.get(0)),
                        Vmap.vmap(Derivatives.grad(f)).apply(x.get(0)),
                        Vmap.vmap(Jacobians.hessian(f)).apply(x.get(0)),
                        Derivatives.grad((Register a) -> Vmap.vmap((Register row) -> row.mul(x.get(1)))
                                        .apply(x.get(0))
                                        .sum())
                                .apply(x.get(1)),
                        Derivatives.grad((Register w) -> Vmap.vmap((Register row) -> row.mul(w))
                                        .apply(x.get(0))
                                        .sum())
                                .apply(x.get(1))),
                List.of(none, V));
        assertThat(found.stream().map(Tensor::shape))
                .containsExactly(
                        Shape.of(0, 3),
                        Shape.of(0, 3, 0, 3),
                        Shape.of(0, 3, 0, 3),
                        Shape.of(0, 3, 0, 3),
                        Shape.of(0, 3),
                        Shape.of(0, 3),
                        Shape.of(0, 3, 3),
                        Shape.of(3),
                        Shape.of(3));
        assertThat(found.get(8).toDoubles()).containsExactly(0, 0, 0);
    }
}
