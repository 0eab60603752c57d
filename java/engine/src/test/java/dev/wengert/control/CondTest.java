package dev.wengert.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Vmap;
import dev.wengert.inspect.CheckGrads;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.TwoModes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Branches against the expression that is taken. */
class CondTest {
    private static final Tensor W = Tensor.constant(Tensor.of(Shape.of(3), 0.3, -0.8, 0.5));

    private static Register isPositive(Register x) {
        return x.call("greater", x.builder().fill(0, TensorType.of(DType.F64)));
    }

    private static Tensor scalar(double x) {
        return Tensor.constant(Tensor.scalar(x));
    }

    /** Decides by the first argument, so that samples that differ in it decide for themselves. */
    private static Register chosen(List<Register> a) {
        return ControlFlow.cond(
                isPositive(a.get(0)),
                () -> a.get(1).mul(a.get(0)).sin(),
                () -> a.get(1).square().add(a.get(0).exp()));
    }

    private static Register selected(List<Register> a) {
        return isPositive(a.get(0))
                .where(
                        a.get(1).mul(a.get(0)).sin(),
                        a.get(1).square().add(a.get(0).exp()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.7, -0.4})
    void agreesWithTheBranchThatIsTaken(double x) {
        Agreement.checkDeeply(CondTest::chosen, CondTest::selected, List.of(scalar(x), W));
    }

    @Test
    void agreesWithFiniteDifferences() {
        CheckGrads.checkGrads(a -> List.of(chosen(a)), List.of(scalar(0.7), W));
        CheckGrads.checkGrads(a -> List.of(chosen(a)), List.of(scalar(-0.7), W));
    }

    @Test
    void runsTheTakenBranchAlone() {
        // gather refuses an index outside its axis, so the other branch must not run
        Tensor table = Tensor.constant(Tensor.of(Shape.of(2), 5.0, 6.0));
        Function<List<Register>, Register> f = a -> {
            Register inside = a.get(0).call("less", a.get(0).builder().fill(2, TensorType.of(DType.I64)));
            return ControlFlow.cond(
                    inside,
                    () -> a.get(1).call("gather", a.get(0)),
                    () -> a.get(1).sum().mul(2));
        };
        for (long index : new long[] {1, 7}) {
            Tensor at = Tensor.constant(dev.wengert.testing.Values.of(TensorType.of(DType.I64), i -> index));
            List<Tensor> found = TwoModes.all(
                    a -> List.of(
                            f.apply(a),
                            Derivatives.grad((Register t) -> f.apply(List.of(a.get(0), t)))
                                    .apply(a.get(1))),
                    List.of(at, table));
            assertThat(found.get(0).item()).isEqualTo(index == 1 ? 6 : 22);
            assertThat(found.get(1).toDoubles())
                    .containsExactly(index == 1 ? new double[] {0, 1} : new double[] {2, 2});
        }
    }

    /** √x, but 0 below 0, where the derivative of √ is no number. */
    private static Register root(Register x) {
        return ControlFlow.cond(isPositive(x), () -> x.sqrt(), () -> x.builder().fill(0, x.type()));
    }

    @Test
    void derivativesOfTheOtherBranchDoNoHarmThoughSamplesDecideForThemselves() {
        Tensor x = Tensor.constant(Tensor.of(Shape.of(4), 4.0, 0.0, -1.0, 0.25));
        double[] expected = {0.25, 0, 0, 1};
        List<Tensor> found = TwoModes.all(
                a -> List.of(
                        Vmap.vmap(CondTest::root).apply(a.get(0)),
                        Vmap.vmap(Derivatives.grad(CondTest::root)).apply(a.get(0)),
                        Derivatives.grad((Register all) ->
                                        Vmap.vmap(CondTest::root).apply(all).sum())
                                .apply(a.get(0)),
                        Derivatives.jvp(
                                        Vmap.vmap(CondTest::root),
                                        a.get(0),
                                        a.get(0).mul(0).add(1))
                                .tangent()),
                List.of(x));
        assertThat(found.get(0).toDoubles()).containsExactly(2, 0, 0, 0.5);
        for (Tensor derivative : found.subList(1, 4)) {
            assertThat(derivative.toDoubles()).containsExactly(expected);
        }
    }

    @Test
    void branchesMayTakeNothingThoughSamplesDecideForThemselves() {
        Function<Register, Register> sign = a -> ControlFlow.cond(
                isPositive(a),
                () -> a.builder().fill(1, a.type()),
                () -> a.builder().fill(-1, a.type()));
        Tensor x = Tensor.constant(Tensor.of(Shape.of(3), 0.5, -2.0, 3.0));
        assertThat(TwoModes.apply(Vmap.vmap(sign), x).toDoubles()).containsExactly(1, -1, 1);
    }

    @Test
    void nestsAndGivesStructures() {
        record Pair(Register sum, Map<String, Register> more) {}
        Function<List<Register>, Register> f = a -> {
            Pair pair = ControlFlow.cond(
                    isPositive(a.get(0)),
                    () -> new Pair(
                            a.get(0),
                            Map.of(
                                    "w",
                                    ControlFlow.cond(
                                            isPositive(a.get(0).sub(0.5)),
                                            () -> a.get(1).exp(),
                                            () -> a.get(1)))),
                    () -> new Pair(a.get(0).square(), Map.of("w", a.get(1).sin())));
            return pair.sum().mul(pair.more().values().iterator().next());
        };
        Function<List<Register>, Register> expected = a -> {
            Register inner = isPositive(a.get(0).sub(0.5)).where(a.get(1).exp(), a.get(1));
            Register p = isPositive(a.get(0));
            return p.where(a.get(0), a.get(0).square())
                    .mul(p.where(inner, a.get(1).sin()));
        };
        Agreement.check(f, expected, List.of(scalar(0.7), W));
        for (double x : new double[] {0.2, -0.2}) {
            double[] found = TwoModes.all(a -> List.of(f.apply(a)), List.of(scalar(x), W))
                    .get(0)
                    .toDoubles();
            assertThat(found)
                    .containsExactly(TwoModes.all(a -> List.of(expected.apply(a)), List.of(scalar(x), W))
                            .get(0)
                            .toDoubles());
        }
    }

    @Test
    void leavesOutOperandsThatNoDerivativeReads() {
        ListBuilder list = WengertList.builder("f");
        Register p = list.input("p", DType.BOOL);
        Register x = list.input("x", DType.F64, 3);
        list.output(Derivatives.grad((Register a) ->
                        ControlFlow.cond(p, () -> a.mul(2), () -> a.neg()).sum())
                .apply(x));
        WengertList built = list.build().withoutDeadCode();
        assertThat(built.assignments()).anyMatch(z -> z.operator() instanceof Cond);
        assertThat(built.assignments()).noneMatch(z -> z.operands().contains(x));
    }
}
