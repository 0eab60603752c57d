package dev.wengert.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Part;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReverseTest {
    private static WengertList list(String... lines) {
        return WengertList.parse("input x: f64[] = 3\ninput y: f64[] = 5\n" + String.join("\n", lines));
    }

    private static double value(WengertList list, String name) {
        return Runs.run(list, Map.of()).get(name).item();
    }

    @Test
    void addsUpWhereARegisterIsUsedMoreThanOnce() {
        WengertList gradient =
                Reverse.differentiate(list("a = mul(x, x)", "b = mul(a, x)", "z = add(b, x)", "output z"), "z", "x");
        assertThat(value(gradient, "dx")).isEqualTo(3 * 9 + 1);
    }

    @Test
    void givesEachOfTwoEqualGradientsItsName() {
        WengertList gradient = Reverse.differentiate(list("z = add(x, y)", "output z"), "z", "x", "y");
        assertThat(value(gradient, "dx")).isEqualTo(1);
        assertThat(value(gradient, "dy")).isEqualTo(1);
        assertThat(gradient.outputs()).extracting(Register::name).containsExactly("z", "dx", "dy");
    }

    @Test
    void givesTheGradientOfAnIntermediateRegister() {
        WengertList gradient = Reverse.differentiate(
                list("h = mul(x, y)", "k = square(h)", "z = mul(k, 2)", "output z"), "z", "h", "k", "z", "x");
        assertThat(gradient.outputs()).extracting(Register::name).containsExactly("z", "dh", "dk", "dz", "dx");
        assertThat(value(gradient, "dh")).isEqualTo(4 * 15);
        assertThat(value(gradient, "dk")).isEqualTo(2);
        assertThat(value(gradient, "dz")).isEqualTo(1);
        assertThat(value(gradient, "dx")).isEqualTo(4 * 15 * 5);
    }

    @Test
    void givesZeroWhereNothingDepends() {
        WengertList gradient = Reverse.differentiate(list("z = neg(x)", "output z"), "z", "y");
        assertThat(value(gradient, "dy")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = equal(v, 2)\nb = cast(a, dtype=f64)",
                "a = argmax(v)\nb = cast(a, dtype=f64)",
                "a = argmax(v)\nb = one_hot(a, classes=3, dtype=f64)",
                "a = cast(v, dtype=i32)\nb = cast(a, dtype=f64)",
                "b = fill(value=2, dtype=f64, shape=[])",
            })
    void givesZeroThroughWhatHasNoDerivative(String lines) {
        WengertList list = WengertList.parse("input v: f64[3] = [1, 2, 3]\n" + lines + "\nz = sum(b)\noutput z");
        assertThat(Runs.run(Reverse.differentiate(list, "z", "v"), Map.of()).array("dv"))
                .containsExactly(0, 0, 0);
    }

    @Test
    void passesThroughChangesOfPrecision() {
        WengertList list =
                list("a = cast(x, dtype=f32)", "b = square(a)", "c = cast(b, dtype=f64)", "z = mul(c, y)", "output z");
        assertThat(value(Reverse.differentiate(list, "z", "x"), "dx")).isEqualTo(30);
    }

    @Test
    void takesTheSumOfAnOutputWithSeveralElements() {
        WengertList list = WengertList.parse("input v: f64[3] = [1, 2, 3]\nz = square(v)\noutput z");
        assertThat(Runs.run(Reverse.differentiate(list, "z", "v"), Map.of()).array("dv"))
                .containsExactly(2, 4, 6);
    }

    @Test
    void differentiatesByAllParametersIfNoneIsNamed() {
        WengertList list = WengertList.parse("""
            input x: f64[] = 3
            parameter p: f64[] = 2
            parameter q: f64[] = 7
            a = mul(x, p)
            z = mul(a, q)
            output z
            """);
        WengertList gradient = Reverse.differentiate(list, "z");
        assertThat(gradient.outputs()).extracting(Register::name).containsExactly("z", "dp", "dq");
        assertThat(value(gradient, "dp")).isEqualTo(21);
    }

    @Test
    void nests() {
        WengertList fourthPower = list("s = square(x)", "z = square(s)", "output z");
        WengertList first = Reverse.differentiate(fourthPower, "z", "x");
        WengertList second =
                Reverse.differentiate(first, first.outputs().getLast().name(), "x");
        WengertList third =
                Reverse.differentiate(second, second.outputs().getLast().name(), "x");
        assertThat(value(first, first.outputs().getLast().name())).isEqualTo(4 * 27);
        assertThat(value(second, second.outputs().getLast().name())).isEqualTo(12 * 9);
        assertThat(value(third, third.outputs().getLast().name())).isEqualTo(24 * 3);
    }

    @Test
    void agreesWithForwardModeInSecondDerivatives() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64, 3);
        Register v = list.input("v", DType.F64, 3);
        Register z = x.tanh().mul(x.exp()).sum().square();
        Register dx = Reverse.gradients(z, List.of(x)).get(0);
        list.output(
                "forward", Forward.tangents(List.of(dx), Map.of(x, v)).get(0).mul(1));
        list.output(
                "reverse",
                Reverse.cotangents(List.of(dx), List.of(v), List.of(x)).get(0).mul(1));
        var found = Runs.run(
                list.build(), Map.of("x", Values.of(x.type(), 0.1, -0.5, 0.7), "v", Values.of(v.type(), 1, 2, -1)));
        Values.assertClose(found.get("forward"), found.get("reverse"), 1e-14, "Hessian times v");
    }

    @Test
    void leavesOutWhatNothingNeeds() {
        WengertList gradient = Reverse.differentiate(list("a = exp(y)", "z = mul(x, 2)", "output z"), "z", "x");
        assertThat(gradient.assignments()).noneMatch(a -> a.operator().name().equals("exp"));
        assertThat(gradient.assignments())
                .filteredOn(a -> a.part() == Part.ADJOINT)
                .isNotEmpty();
    }

    @Test
    void keepsUpdatesAndOtherOutputs() {
        WengertList list = WengertList.parse(
                "parameter p: f64[] = 2\nn = add(p, 1)\nz = square(p)\no = exp(p)\noutput z\noutput o\nupdate p = n");
        WengertList gradient = Reverse.differentiate(list, "z");
        assertThat(gradient.updates()).hasSize(1);
        assertThat(gradient.outputs()).extracting(Register::name).containsExactly("z", "o", "dp");
    }

    @Test
    void refusesRegistersWithoutCotangents() {
        WengertList list =
                WengertList.parse("input i: i64[]\ninput x: f64[]\nz = neg(x)\nj = add(i, i)\noutput z\noutput j");
        assertThatThrownBy(() -> Reverse.differentiate(list, "z", "i"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("f32 and f64")
                .hasMessageContaining("i: i64[]");
        assertThatThrownBy(() -> Reverse.differentiate(list, "j", "x")).isInstanceOf(ListException.class);
        assertThatThrownBy(() -> Reverse.differentiate(list, "q", "x"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("no register 'q'");
    }

    @Test
    void refusesSeedsOfAnotherType() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64, 3);
        Register z = x.neg();
        Register seed = list.fill(1, x.sum().type());
        assertThatThrownBy(() -> Reverse.cotangents(List.of(z), List.of(seed), List.of(x)))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("the seed of z1: f64[3]");
    }
}
