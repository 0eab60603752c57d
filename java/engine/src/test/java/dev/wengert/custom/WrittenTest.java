package dev.wengert.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Jacobians;
import dev.wengert.differentiate.Reverse;
import dev.wengert.differentiate.Vmap;
import dev.wengert.inspect.CheckGrads;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.TwoModes;
import dev.wengert.testing.UserKernels;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Operators that are written with operators and have rules of their own, compiled and in eager mode to the same bits. */
class WrittenTest {
    /** log(1 + eˣ), whose own derivative is ∞/∞ from x = 710 on. */
    private static final CustomOperator LOG1P_EXP = CustomOperator.writtenOfOne(
                    "log1p_exp", x -> x.exp().log1p())
            .withVjp((y, z, dz) -> List.of(y.get(0).sigmoid().mul(dz.get(0))));

    /** x², with a rule that is three times too large, so that it is seen which rule is used. */
    private static final CustomOperator SQUARE = CustomOperator.writtenOfOne("my_square", Register::square);

    private static final CustomOperator BY_VJP =
            SQUARE.withVjp((y, z, dz) -> List.of(y.get(0).mul(6).mul(dz.get(0))));

    private static final CustomOperator BY_JVP =
            SQUARE.withJvp((y, z, ty) -> List.of(y.get(0).mul(6).mul(ty.get(0))));

    /** (a·b, Σ a) for a vector and a number, which has rules that read operands and results. */
    private static final CustomOperator SCALED = CustomOperator.written(
                    "scaled", y -> List.of(y.get(0).mul(y.get(1)), y.get(0).sum()))
            .withVjp((y, z, dz) -> List.of(
                    dz.get(0).mul(y.get(1)).add(dz.get(1)),
                    z.get(0).div(y.get(1)).mul(dz.get(0)).sum()));

    private static double[] at(UnaryOperator<Register> f, double... x) {
        return TwoModes.apply(f, Tensor.of(Shape.of(x.length), x)).toDoubles();
    }

    private static UnaryOperator<Register> grad(UnaryOperator<Register> f) {
        return Derivatives.elementwiseGrad(f);
    }

    private static UnaryOperator<Register> tangent(UnaryOperator<Register> f) {
        return x -> Derivatives.jvp(f, x, x.builder().fill(1, x.type())).tangent();
    }

    @Test
    void computesAsItsBodyAndIsDifferentiatedByItsRule() {
        assertThat(at(x -> x.apply(LOG1P_EXP), 0)).containsExactly(Math.log1p(1));
        assertThat(at(grad(x -> x.exp().log1p()), 1000)).containsExactly(Double.NaN);
        assertThat(at(grad(x -> x.apply(LOG1P_EXP)), 1000, 0)).containsExactly(1, 0.5);
        assertThat(at(tangent(x -> x.apply(LOG1P_EXP)), 1000, 0)).containsExactly(1, 0.5);
    }

    @Test
    void goesThroughItsRuleInEveryModeOfHigherOrder() {
        UnaryOperator<Register> f = x -> x.apply(LOG1P_EXP);
        for (UnaryOperator<Register> second :
                List.of(grad(grad(f)), grad(tangent(f)), tangent(grad(f)), tangent(tangent(f)))) {
            assertThat(at(second, 1000, 0)).containsExactly(0, 0.25);
        }
        assertThat(at(grad(grad(grad(f))), 0)[0]).isCloseTo(0, Offset.offset(1e-15));
        Tensor hessian =
                TwoModes.apply(Jacobians.hessian(y -> y.apply(LOG1P_EXP).sum()), Tensor.of(Shape.of(2), 1000.0, 0.0));
        assertThat(hessian.toDoubles()).containsExactly(0, 0, 0, 0.25);
    }

    @Test
    void derivesTheRuleThatIsMissingFromTheOneThatIsThere() {
        for (CustomOperator operator : List.of(BY_VJP, BY_JVP)) {
            UnaryOperator<Register> f = x -> x.apply(operator);
            assertThat(at(f, 2, 5)).containsExactly(4, 25);
            assertThat(at(grad(f), 2, 5)).containsExactly(12, 30);
            assertThat(at(tangent(f), 2, 5)).containsExactly(12, 30);
            assertThat(at(grad(grad(f)), 2)).containsExactly(6);
            assertThat(at(tangent(grad(f)), 2)).containsExactly(6);
            assertThat(at(grad(tangent(f)), 2)).containsExactly(6);
        }
        UnaryOperator<Register> both = x -> x.apply(BY_VJP.withJvp((y, z, ty) -> List.of(ty.get(0))));
        assertThat(at(grad(both), 2)).containsExactly(12);
        assertThat(at(tangent(both), 2)).containsExactly(1);
    }

    @Test
    void isDifferentiatedThroughItsBodyWhereItHasNoRule() {
        CheckGrads.checkGrads(
                x -> List.of(x.get(0).apply(SQUARE).sin()), List.of(Tensor.of(Shape.of(3), 0.3, -1.0, 2.0)));
    }

    @Test
    void hasRulesForSeveralOperandsAndResults() {
        List<Tensor> y = List.of(Tensor.of(Shape.of(3), 0.3, -1.0, 2.0), Tensor.scalar(1.5));
        CheckGrads.checkGrads(x -> x.get(0).builder().apply(SCALED, x), y);
        List<Tensor> found = TwoModes.all(x -> x.get(0).builder().apply(SCALED, x), y);
        assertThat(found.get(0).toDoubles()).containsExactly(0.3 * 1.5, -1.5, 3);
        assertThat(found.get(1).item()).isCloseTo(1.3, Offset.offset(1e-15));
    }

    @Test
    void batchesBodyAndRulesOverEveryOperandOrSome() {
        Tensor rows = Tensor.of(Shape.of(2, 3), 0.3, -1.0, 2.0, 0.1, 0.2, -0.7);
        Tensor row = Tensor.of(Shape.of(3), 0.3, -1.0, 2.0);
        Tensor numbers = Tensor.of(Shape.of(2), 1.5, -0.5);
        Tensor number = Tensor.scalar(1.5);
        check(List.of(rows, numbers), List.of(0, 0));
        check(List.of(rows, number), List.of(0, Vmap.SAME));
        check(List.of(row, numbers), List.of(Vmap.SAME, 0));
    }

    private static void check(List<Tensor> y, List<Integer> in) {
        Function<List<Register>, List<Register>> single =
                x -> x.get(0).builder().apply(SCALED, x);
        CheckGrads.checkGrads(Vmap.vmap(single, in, List.of()), y);
        Function<List<Register>, List<Register>> body =
                x -> List.of(x.get(0).mul(x.get(1)), x.get(0).sum());
        List<Tensor> expected = TwoModes.all(Vmap.vmap(body, in, List.of()), y);
        List<Tensor> found = TwoModes.all(Vmap.vmap(single, in, List.of()), y);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i).toDoubles()).isEqualTo(expected.get(i).toDoubles());
        }
    }

    @Test
    void nestsWithBatchingInEitherOrderAndTwice() {
        UnaryOperator<Register> f = x -> x.apply(LOG1P_EXP).sum();
        Tensor x = Tensor.of(Shape.of(2, 2, 2), 1000.0, 0.0, 1.0, 2.0, -1.0, 0.5, 0.0, 3.0);
        UnaryOperator<Register> twice = rows -> Vmap.vmap(Vmap.vmap(f)).apply(rows);
        double[] expected = new double[8];
        for (int i = 0; i < 8; i++) {
            expected[i] = 1 / (1 + Math.exp(-x.getDouble(i)));
        }
        Function<Register, Register> inner = Vmap.vmap(Vmap.vmap(Derivatives.grad(f)));
        assertThat(TwoModes.apply(grad(twice), x).toDoubles()).containsExactly(expected, Offset.offset(1e-15));
        assertThat(TwoModes.apply(inner, x).toDoubles()).containsExactly(expected, Offset.offset(1e-15));
        Function<Register, Register> hessian = Vmap.vmap(Vmap.vmap(Jacobians.hessian(f)));
        Tensor hessians = TwoModes.apply(hessian, x);
        assertThat(hessians.getDouble(3)).isEqualTo(0.25);
    }

    @Test
    void isPrintedAndReadBack() {
        Catalogue catalogue = Catalogue.standard().with(LOG1P_EXP).with(SCALED);
        ListBuilder list = WengertList.builder("f", catalogue);
        Register x = list.input("x", DType.F64, 5, 3);
        Register c = list.input("c", DType.F64);
        Register y = x.apply(LOG1P_EXP).named("y");
        Function<List<Register>, List<Register>> scaled =
                a -> a.get(0).builder().apply(SCALED, a);
        List<Register> z = Vmap.vmap(scaled, List.of(0, Vmap.SAME), List.of()).apply(List.of(y, c));
        list.output("s", z.get(0).sum());
        WengertList f = list.build().withoutDeadCode();
        assertThat(f.toString()).contains("y: f64[5,3] = log1p_exp(x)", "scaled(y, c, samples=[5], over=\"x-\")");
        assertThat(WengertList.parse(f.toString(), catalogue)).hasToString(f.toString());
        WengertList gradient = Reverse.differentiate(f, "s", "x", "c");
        assertThat(WengertList.parse(gradient.toString(), catalogue)).hasToString(gradient.toString());
        assertThatThrownBy(() -> WengertList.parse(f.toString())).hasMessageContaining("no operator 'log1p_exp'");
        assertThatThrownBy(() -> WengertList.parse(f.toString().replace("x-", "xx"), catalogue))
                .hasMessageContaining("expected operand 1 with 5 samples along axis 0, found f64[]");
        assertThatThrownBy(() -> WengertList.parse(f.toString().replace("over", "under"), catalogue))
                .hasMessageContaining("scaled")
                .hasMessageContaining("expected no attributes, or such as");
    }

    @Test
    void standsWithinOthers() {
        CustomOperator outer =
                CustomOperator.writtenOfOne("outer", x -> x.apply(LOG1P_EXP).apply(BY_VJP));
        assertThat(at(grad(x -> x.apply(outer)), 0)).containsExactly(6 * Math.log1p(1) * 0.5);
    }

    @Test
    void refusesRegistersFromElsewhereInItsBody() {
        ListBuilder list = WengertList.builder("f");
        Register w = list.input("w", DType.F64, 3);
        Register x = list.input("x", DType.F64, 3);
        for (UnaryOperator<Register> body : List.<UnaryOperator<Register>>of(a -> a.mul(w), a -> w, a -> w.sin())) {
            assertThatThrownBy(() -> x.apply(CustomOperator.writtenOfOne("closure", body)))
                    .isInstanceOf(ListException.class)
                    .hasMessageContaining("closure(x: f64[3]) at WrittenTest.java:");
        }
    }

    @Test
    void mayUseARegisterOfTheSameListInARule() {
        Tensor found = TwoModes.all(
                        y -> {
                            CustomOperator scaled = SQUARE.withVjp(
                                    (x, z, dz) -> List.of(dz.get(0).mul(y.get(1))));
                            return Reverse.gradients(y.get(0).apply(scaled), List.of(y.get(0)));
                        },
                        List.of(Tensor.scalar(3.0), Tensor.scalar(10.0)))
                .get(0);
        assertThat(found.item()).isEqualTo(10);
    }

    @Test
    void mayUseOperatorsInJavaAndInCInItsBody() {
        CustomOperator sine = CustomOperator.inJava("sine", ShapeRule.SAME, (y, z) -> {
                    for (long i = 0; i < z.get(0).type().size(); i++) {
                        z.get(0).setDouble(i, Math.sin(y.get(0).getDouble(i)));
                    }
                })
                .withVjp((y, z, dz) -> List.of(y.get(0).cos().mul(dz.get(0))));
        CustomOperator all = CustomOperator.writtenOfOne(
                "all", x -> x.apply(sine).apply(UserKernels.CUBE).apply(SQUARE));
        Function<List<Register>, List<Register>> rows =
                Vmap.vmap(y -> List.of(y.get(0).apply(all).sum()));
        List<Tensor> x = List.of(Tensor.of(Shape.of(2, 2), 0.3, -1.0, 2.0, 0.5));
        CheckGrads.checkGrads(rows, x);
        assertThat(TwoModes.all(rows, x).get(0).getDouble(1))
                .isCloseTo(Math.pow(Math.sin(2), 6) + Math.pow(Math.sin(0.5), 6), Offset.offset(1e-15));
    }

    @Test
    void refusesWhatARuleGivesOfOtherTypes() {
        CustomOperator wrong = SQUARE.withVjp((y, z, dz) -> List.of(dz.get(0).sum()));
        assertThatThrownBy(() -> at(grad(x -> x.apply(wrong)), 1, 2))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("the VJP of ")
                .hasMessageContaining("my_square(")
                .hasMessageContaining("at WrittenTest.java:")
                .hasMessageContaining("f64[2] at 0, found ");
        CustomOperator none = SQUARE.withJvp((y, z, dz) -> List.of());
        assertThatThrownBy(() -> at(tangent(x -> x.apply(none)), 1, 2))
                .hasMessageContaining("the JVP of ")
                .hasMessageContaining("expected 1 registers, found []");
    }

    @Test
    void leavesRegistersOfIntegersWithoutDerivatives() {
        CustomOperator picked = CustomOperator.written(
                        "pick", y -> List.of(y.get(0).gather(y.get(1)).square()))
                .withVjp((y, z, dz) -> List.of(
                        y.get(0).mul(2).mul(y.get(0).builder().fill(1, y.get(0).type())), y.get(1)));
        Tensor x = Tensor.of(Shape.of(3), 1.0, 2.0, 3.0);
        Tensor index = Tensor.of(Shape.of(3), 0, 1, 2);
        Tensor dx = TwoModes.all(
                        y -> Reverse.gradients(
                                y.get(0).builder().apply(picked, y).get(0), List.of(y.get(0))),
                        List.of(x, index))
                .get(0);
        assertThat(dx.toDoubles()).containsExactly(2, 4, 6);
    }

    @Test
    void computesInSinglePrecisionToo() {
        Tensor x = Tensor.of(Shape.of(2), 100f, 0f);
        assertThat(TwoModes.apply(grad(y -> y.apply(LOG1P_EXP)), x).toFloats()).containsExactly(1f, 0.5f);
    }

    @Test
    void isRefusedUnderANameThatIsNone() {
        assertThatThrownBy(() -> CustomOperator.writtenOfOne("My Square", Register::square))
                .hasMessageContaining("expected a name such as log1p_exp, found 'My Square'");
        assertThatThrownBy(() -> Catalogue.standard().with(CustomOperator.writtenOfOne("tanh", Register::tanh)))
                .hasMessageContaining("an operator tanh already");
    }
}
