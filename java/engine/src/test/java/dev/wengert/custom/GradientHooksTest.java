package dev.wengert.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Reverse;
import dev.wengert.differentiate.Vmap;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.RunException;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.TwoModes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GradientHooksTest {
    private static final Tensor X = Tensor.of(Shape.of(3), 3.0, -4.0, 0.5);

    /** The gradient of Σ x² where x has a hook. */
    private static UnaryOperator<Register> gradient(UnaryOperator<Register> hook) {
        return Derivatives.elementwiseGrad(x -> hook.apply(x).square());
    }

    private static double[] at(UnaryOperator<Register> f) {
        return TwoModes.apply(f, X).toDoubles();
    }

    @Test
    void clipsEachElement() {
        assertThat(at(gradient(x -> x.apply(new ClipGradient(-1, 2))))).containsExactly(2, -1, 1);
        assertThatThrownBy(() -> new ClipGradient(1, 0)).hasMessageContaining("low ≤ high");
    }

    @Test
    void clipsTheNorm() {
        double norm = Math.sqrt(36 + 64 + 1);
        assertThat(at(gradient(x -> x.apply(new ClipGradientNorm(1)))))
                .containsExactly(new double[] {6 / norm, -8 / norm, 1 / norm}, Offset.offset(1e-15));
        assertThat(at(gradient(x -> x.apply(new ClipGradientNorm(20))))).containsExactly(6, -8, 1);
        assertThatThrownBy(() -> new ClipGradientNorm(0)).hasMessageContaining("above 0");
    }

    @Test
    void clipsTheNormOfEachSample() {
        Tensor rows = Tensor.of(Shape.of(2, 2), 3.0, -4.0, 0.03, 0.04);
        Function<Register, Register> each = Vmap.vmap(Derivatives.grad(
                (Register x) -> x.apply(new ClipGradientNorm(1)).square().sum()));
        Function<Register, Register> whole = Derivatives.grad((Register x) -> Vmap.vmap((Register row) ->
                        row.apply(new ClipGradientNorm(1)).square().sum())
                .apply(x)
                .sum());
        for (Function<Register, Register> f : List.of(each, whole)) {
            assertThat(TwoModes.apply(f, rows).toDoubles())
                    .containsExactly(new double[] {0.6, -0.8, 0.06, 0.08}, Offset.offset(1e-15));
        }
    }

    @Test
    void replaces() {
        CustomOperator reversed =
                GradientHooks.replace("reversed", dz -> dz.neg().mul(10));
        assertThat(at(gradient(x -> x.apply(reversed)))).containsExactly(-60, 80, -10);
    }

    @Test
    void leavesValuesAndTangentsAsTheyAre() {
        for (UnaryOperator<Register> hook : List.<UnaryOperator<Register>>of(
                x -> x.apply(new ClipGradient(0, 0)),
                x -> x.apply(new ClipGradientNorm(0.1)),
                x -> x.apply(GradientHooks.replace("none", dz -> dz.mul(0))),
                x -> x.apply(GradientHooks.observe("seen", dz -> {}).hook()))) {
            assertThat(at(hook)).containsExactly(3, -4, 0.5);
            assertThat(at(x -> Derivatives.jvp(
                                    (Register a) -> hook.apply(a).square(),
                                    x,
                                    x.mul(0).add(1))
                            .tangent()))
                    .containsExactly(6, -8, 1);
        }
    }

    @Test
    void showsTheCotangentInEachRunOfAList() {
        List<double[]> seen = new ArrayList<>();
        GradientHooks.Observer observer = GradientHooks.observe("watch", dz -> seen.add(dz.toDoubles()));
        ListBuilder list = WengertList.builder(
                "f", Catalogue.standard().with(observer.hook()).with(observer.seen()));
        Register x = list.input("x", DType.F64, 2);
        Register loss = x.apply(observer.hook()).square().sum().named("loss");
        list.output(loss);
        WengertList gradient = Reverse.differentiate(list.build(), "loss", "x");
        assertThat(gradient.toString()).contains(" = watch(x)", " = watch_seen(");
        assertThat(WengertList.parse(gradient.toString(), gradient.catalogue())).hasToString(gradient.toString());
        try (Tensor at = Tensor.of(Shape.of(2), 1.0, 2.0);
                Session session = Program.compile(gradient).open()) {
            session.bind("x", at);
            session.run();
            at.setDouble(0, 5);
            session.run();
            assertThat(seen).containsExactly(new double[] {2, 4}, new double[] {10, 4});
            assertThat(session.tensor("dx").toDoubles()).containsExactly(10, 4);
        }
    }

    @Test
    void showsTheCotangentOfTheOutputItselfInEachRun() {
        int[] calls = new int[1];
        GradientHooks.Observer observer = GradientHooks.observe("watch", dz -> calls[0]++);
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64);
        list.output("loss", x.square().apply(observer.hook()));
        try (Tensor at = Tensor.scalar(3.0);
                Session session = Program.compile(Reverse.differentiate(list.build(), "loss", "x"))
                        .open()) {
            session.bind("x", at);
            session.run();
            session.run();
            assertThat(calls).containsExactly(2);
            assertThat(session.value("dx")).isEqualTo(6);
        }
    }

    @Test
    void showsTheCotangentInEagerModeAndOfAWholeBatch() {
        List<String> seen = new ArrayList<>();
        GradientHooks.Observer observer = GradientHooks.observe("watch", dz -> seen.add(dz.toString()));
        try (Tensor rows = Tensor.of(Shape.of(2, 2), 1.0, 2.0, 3.0, 4.0);
                Eager eager = Eager.open()) {
            Register x = eager.input("x", rows);
            Register dx = Vmap.vmap(Derivatives.grad((Register row) ->
                            row.apply(observer.hook()).square().sum()))
                    .apply(x);
            assertThat(dx.value().toDoubles()).containsExactly(2, 4, 6, 8);
            assertThat(seen).singleElement().asString().startsWith("f64[2,2]");
        }
    }

    @Test
    void endsTheRunWithWhatAnObserverThrows() {
        GradientHooks.Observer observer = GradientHooks.observe("watch", dz -> {
            throw new IllegalStateException("the gradient is too large");
        });
        assertThatThrownBy(() -> at(gradient(x -> x.apply(observer.hook()))))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("watch_seen(")
                .hasMessageContaining("at GradientHooksTest.java:")
                .hasMessageContaining("the gradient is too large");
    }

    @Test
    void isPrintedAndReadBack() {
        Catalogue catalogue = Catalogue.standard().with(ClipGradient.class).with(ClipGradientNorm.class);
        String text = """
            list f {
              input x: f64[3]
              y: f64[3] = clip_gradient(x, low=-1.0, high=1.0)
              z: f64[3] = clip_gradient_norm(y, most=2.0)
              output z
            }
            """;
        assertThat(WengertList.parse(text, catalogue)).hasToString(text);
    }

    @Test
    void isDifferentiatedAgain() {
        UnaryOperator<Register> clipped = gradient(x -> x.apply(new ClipGradientNorm(1)));
        double[] second = at(Derivatives.elementwiseGrad(clipped));
        assertThat(second).doesNotContain(Double.NaN);
        assertThat(at(Derivatives.elementwiseGrad(gradient(x -> x.apply(new ClipGradient(-1, 2))))))
                .containsExactly(0, 0, 2);
    }
}
