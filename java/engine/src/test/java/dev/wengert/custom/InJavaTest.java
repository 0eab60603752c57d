package dev.wengert.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Jacobians;
import dev.wengert.differentiate.Reverse;
import dev.wengert.differentiate.Vmap;
import dev.wengert.inspect.CheckGrads;
import dev.wengert.inspect.CheckOperator;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.RunException;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.TwoModes;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Operators that Java computes. */
class InJavaTest {
    /** sin x over memory, of f64. */
    private static final CustomOperator SIN = CustomOperator.inJava("java_sin", ShapeRule.SAME, (y, z) -> {
                for (long i = 0; i < z.get(0).type().size(); i++) {
                    double x = y.get(0).segment().getAtIndex(ValueLayout.JAVA_DOUBLE, i);
                    z.get(0).segment().setAtIndex(ValueLayout.JAVA_DOUBLE, i, Math.sin(x));
                }
            })
            .withVjp((y, z, dz) -> List.of(y.get(0).cos().mul(dz.get(0))));

    /** The VJP of {@link #DOT}: {@code (x, w, dz) → (w·dz, x·dz)}. */
    private static final CustomOperator DOT_VJP = CustomOperator.inJava(
                    "java_dot_vjp", types -> types.subList(0, 2), (y, z) -> {
                        for (long i = 0; i < y.get(0).type().size(); i++) {
                            double dz = y.get(2).item();
                            z.get(0).setDouble(i, y.get(1).getDouble(i) * dz);
                            z.get(1).setDouble(i, y.get(0).getDouble(i) * dz);
                        }
                    })
            .withJvp((y, z, ty) -> List.of(
                    ty.get(1).mul(y.get(2)).add(y.get(1).mul(ty.get(2))),
                    ty.get(0).mul(y.get(2)).add(y.get(0).mul(ty.get(2)))));

    /** Σ x·w of vectors. */
    private static final CustomOperator DOT = CustomOperator.inJava(
                    "java_dot", types -> List.of(types.get(0).withShape(Shape.of())), (y, z) -> {
                        double sum = 0;
                        for (long i = 0; i < y.get(0).type().size(); i++) {
                            sum += y.get(0).getDouble(i) * y.get(1).getDouble(i);
                        }
                        z.get(0).setDouble(0, sum);
                    })
            .withVjp((y, z, dz) ->
                    List.copyOf(y.get(0).builder().apply(DOT_VJP, List.of(y.get(0), y.get(1), dz.get(0)))));

    private static final CustomOperator FAILS_BELOW_ZERO =
            CustomOperator.inJava("fails_below_zero", ShapeRule.SAME, (y, z) -> {
                if (y.get(0).getDouble(0) < 0) {
                    throw new IllegalStateException("it is below zero");
                }
                z.get(0).copyFrom(y.get(0).segment());
            });

    private static Tensor vector(double... values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    private static List<Register> apply(CustomOperator operator, List<Register> y) {
        return y.get(0).builder().apply(operator, y);
    }

    @Test
    void isComputedInSchedulesAndInEagerModeToTheSameBits() {
        Tensor z = TwoModes.apply(x -> x.square().apply(SIN).add(1), vector(0, 1, 2));
        assertThat(z.toDoubles()).containsExactly(1, Math.sin(1) + 1, Math.sin(4) + 1);
    }

    @Test
    void isDifferentiatedByRulesWithOperatorsAndInJava() {
        CheckGrads.checkGrads(y -> List.of(y.get(0).apply(SIN)), List.of(vector(0.3, -1, 2)));
        CheckGrads.checkGrads(y -> apply(DOT, y), List.of(vector(0.3, -1, 2), vector(1, 2, -0.5)));
        Tensor hessian = TwoModes.apply(Jacobians.hessian(x -> x.apply(DOT, x.square())), vector(2, 3));
        assertThat(hessian.toDoubles()).containsExactly(12, 0, 0, 18);
    }

    @Test
    void isCalledForEachSampleOfABatch() {
        Tensor rows = Tensor.of(Shape.of(2, 3), 0.3, -1.0, 2.0, 0.1, 0.2, -0.7);
        Tensor row = vector(1, 2, -0.5);
        for (List<Integer> in : List.of(List.of(0, Vmap.SAME), List.of(Vmap.SAME, 0))) {
            Function<List<Register>, List<Register>> all = Vmap.vmap(y -> apply(DOT, y), in, List.of());
            List<Tensor> y = in.get(0) == 0 ? List.of(rows, row) : List.of(row, rows);
            assertThat(TwoModes.all(all, y).get(0).toDoubles()).containsExactly(0.3 - 2 - 1, 0.1 + 2 * 0.2 + 0.5 * 0.7);
            CheckGrads.checkGrads(all, y);
        }
        CheckOperator.check(DOT, 2, vector(0.3, -1, 2), row);
    }

    @Test
    void isCalledOnceWhereItGoesElementByElement() {
        int[] calls = new int[1];
        CustomOperator twice = CustomOperator.inJava("twice", ShapeRule.SAME, (y, z) -> {
                    calls[0]++;
                    for (long i = 0; i < z.get(0).type().size(); i++) {
                        z.get(0).setDouble(i, 2 * y.get(0).getDouble(i));
                    }
                })
                .elementwise();
        try (Tensor x = Tensor.of(Shape.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f);
                Eager eager = Eager.open()) {
            Register z = Vmap.vmap((Register row) -> row.apply(twice)).apply(eager.input("x", x));
            assertThat(z.value().toFloats()).containsExactly(2, 4, 6, 8, 10, 12);
            assertThat(calls).containsExactly(1);
        }
    }

    @Test
    void mayWriteOverAnOperandWhereItSaysSo() {
        CustomOperator negative = CustomOperator.inJava("negative", ShapeRule.SAME, (y, z) -> {
            for (long i = 0; i < z.get(0).type().size(); i++) {
                z.get(0).setDouble(i, -y.get(0).getDouble(i));
            }
        });
        Function<CustomOperator, Program> program = operator -> {
            ListBuilder list = WengertList.builder("f");
            list.output(
                    list.input("x", DType.F64, 1000).square().apply(operator).named("z"));
            return Program.compile(list.build());
        };
        assertThat(program.apply(negative.overwriting(Overwrites.FIRST)).peakBytes())
                .isEqualTo(program.apply(negative).peakBytes() - 8000);
        assertThat(TwoModes.apply(x -> x.square().apply(negative.overwriting(Overwrites.FIRST)), vector(1, 2))
                        .toDoubles())
                .containsExactly(-1, -4);
        assertThatThrownBy(() -> negative.overwriting(Overwrites.VIEW)).hasMessageContaining("negative");
    }

    @Test
    void endsTheRunWithTheExceptionThatItThrowsAndCanRunAgain() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64, 2);
        list.output("z", x.add(1).named("h").apply(FAILS_BELOW_ZERO).mul(2));
        try (Tensor at = vector(1, 2);
                Session session = Program.compile(list.build()).open()) {
            session.bind("x", at);
            session.run();
            at.setDouble(0, -3);
            for (Runnable run : List.<Runnable>of(session::run, () -> session.runStepwise(step -> {}))) {
                assertThatThrownBy(run::run)
                        .isInstanceOf(RunException.class)
                        .hasMessageContaining("fails_below_zero(h: f64[2]) at InJavaTest.java:")
                        .hasMessageContaining("it is below zero")
                        .hasCauseInstanceOf(IllegalStateException.class);
            }
            at.setDouble(0, 4);
            session.run();
            assertThat(session.tensor("z").toDoubles()).containsExactly(10, 6);
        }
    }

    @Test
    void failsInEagerModeWhereItIsWrittenAndCanGoOn() {
        try (Tensor at = vector(-1, 2);
                Eager eager = Eager.open()) {
            Register x = eager.input("x", at);
            assertThatThrownBy(() -> x.apply(FAILS_BELOW_ZERO))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("fails_below_zero(x: f64[2]) at InJavaTest.java:")
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(x.square().apply(FAILS_BELOW_ZERO).value().toDoubles()).containsExactly(1, 4);
        }
    }

    @Test
    void cannotWriteItsOperandsOrBeyondItsResults() {
        CustomOperator writes = CustomOperator.inJava(
                "writes", ShapeRule.SAME, (y, z) -> y.get(0).setDouble(0, 1));
        CustomOperator beyond = CustomOperator.inJava(
                "beyond", ShapeRule.SAME, (y, z) -> z.get(0).setDouble(2, 1));
        for (CustomOperator operator : List.of(writes, beyond)) {
            assertThatThrownBy(() -> TwoModes.apply(x -> x.apply(operator), vector(1, 2)))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining(operator.name() + "(");
        }
    }

    @Test
    void refusesToBeDifferentiatedWithoutARule() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64, 2);
        Register z = x.apply(FAILS_BELOW_ZERO).named("z");
        assertThatThrownBy(() -> Reverse.gradients(z, List.of(x)))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("z = fails_below_zero(x: f64[2]) at InJavaTest.java:")
                .hasMessageContaining("withVjp or withJvp");
        assertThat(Reverse.gradients(z.call("stop_gradient").add(x), List.of(x)))
                .hasSize(1);
    }

    @Test
    void isPrintedAndReadBack() {
        Catalogue catalogue = Catalogue.standard().with(DOT).with(DOT_VJP);
        WengertList f = WengertList.parse(
                "input x: f64[4,3]\ninput w: f64[3]\nz = java_dot(x, w, samples=[4], over=\"x-\")\noutput z",
                catalogue);
        assertThat(f.register("z").type()).isEqualTo(TensorType.of(DType.F64, 4));
        WengertList gradient = Reverse.differentiate(f, "z", "w");
        assertThat(gradient.toString()).contains("java_dot_vjp(x, w, dz, samples=[4], over=\"x-x\")");
        assertThat(WengertList.parse(gradient.toString(), catalogue)).hasToString(gradient.toString());
    }
}
