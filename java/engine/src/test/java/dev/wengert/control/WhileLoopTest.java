package dev.wengert.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Reverse;
import dev.wengert.differentiate.Vmap;
import dev.wengert.inspect.CheckGrads;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.RunException;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Runs;
import dev.wengert.testing.TwoModes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Loops against as many steps written one after the other, and against what is known of their results. */
class WhileLoopTest {
    private static final Tensor HALF = Tensor.constant(Tensor.scalar(0.5));

    private static Register number(Register like, double value) {
        return like.builder().fill(value, TensorType.of(DType.F64));
    }

    /** √a by Newton's iteration, until it changes no more. */
    private static Register root(Register a, long bound) {
        Function<List<Register>, Register> goesOn =
                c -> c.get(0).square().sub(a).abs().call("greater", number(a, 1e-14));
        java.util.function.UnaryOperator<List<Register>> step =
                c -> List.of(c.get(0).add(a.div(c.get(0))).mul(0.5));
        List<Register> initial = List.of(a.mul(0).add(1));
        return (bound == 0
                        ? ControlFlow.whileLoop(initial, goesOn, step)
                        : ControlFlow.whileLoop(initial, bound, goesOn, step))
                .get(0);
    }

    @Test
    void hasDerivativesInForwardModeWithoutABound() {
        Function<Register, Register> f = a -> root(a, 0);
        Function<Register, Register> slope =
                a -> Derivatives.jvp(f, a, a.mul(0).add(1)).tangent();
        List<Tensor> found = TwoModes.all(
                a -> List.of(
                        f.apply(a.get(0)),
                        slope.apply(a.get(0)),
                        Derivatives.jvp(slope, a.get(0), a.get(0).mul(0).add(1)).tangent()),
                List.of(HALF));
        Agreement.assertNumber(found.get(0), Math.sqrt(0.5));
        Agreement.assertNumber(found.get(1), 0.5 / Math.sqrt(0.5));
        Agreement.assertNumber(found.get(2), -0.25 / Math.pow(0.5, 1.5));
    }

    @Test
    void hasDerivativesInReverseModeWithABound() {
        Function<Register, Register> f = a -> root(a, 20);
        List<Tensor> found = TwoModes.all(
                a -> List.of(
                        f.apply(a.get(0)),
                        Derivatives.grad(f).apply(a.get(0)),
                        Derivatives.grad(Derivatives.grad(f)).apply(a.get(0)),
                        Derivatives.jvp(
                                        Derivatives.grad(f),
                                        a.get(0),
                                        a.get(0).mul(0).add(1))
                                .tangent()),
                List.of(HALF));
        Agreement.assertNumber(found.get(0), Math.sqrt(0.5));
        Agreement.assertNumber(found.get(1), 0.5 / Math.sqrt(0.5));
        Agreement.assertNumber(found.get(2), -0.25 / Math.pow(0.5, 1.5));
        Agreement.assertNumber(found.get(3), -0.25 / Math.pow(0.5, 1.5));
    }

    /** Doubles and bends x for as long as it is small: 3 times for what is tested, but as often as it takes for each sample. */
    private static Register grown(List<Register> a) {
        return ControlFlow.whileLoop(
                a.get(0),
                8,
                c -> c.square().sum().call("less", number(c, 2)),
                c -> c.mul(1.5).add(a.get(1).sin().mul(0.1)));
    }

    /** The same by choices: what has grown stays as it is. */
    private static Register chosen(List<Register> a) {
        Register c = a.get(0);
        for (int i = 0; i < 8; i++) {
            c = c.square()
                    .sum()
                    .call("less", number(c, 2))
                    .where(c.mul(1.5).add(a.get(1).sin().mul(0.1)), c);
        }
        return c;
    }

    @Test
    void agreesWithItsStepsOneAfterTheOther() {
        Tensor x = Tensor.constant(Tensor.of(Shape.of(2), 0.4, -0.3));
        Agreement.checkDeeply(WhileLoopTest::grown, WhileLoopTest::chosen, List.of(x, x));
        CheckGrads.checkGrads(a -> List.of(grown(a)), List.of(x, x));
    }

    @Test
    void goesOnForAsLongAsAnySampleDoes() {
        // Collatz: how many steps it takes to come to 1
        Function<Register, Register> steps = n -> ControlFlow.whileLoop(
                        List.of(n, n.mul(0)),
                        c -> c.get(0)
                                .call("not_equal", n.builder().fill(1, n.type().withShape(Shape.scalar()))),
                        c -> {
                            Register half = c.get(0).div(2).floor();
                            Register isEven = half.mul(2).call("equal", c.get(0));
                            return List.of(
                                    isEven.where(half, c.get(0).mul(3).add(1)),
                                    c.get(1).add(1));
                        })
                .get(1);
        Tensor n = Tensor.constant(Tensor.of(Shape.of(6), 1.0, 2.0, 3.0, 6.0, 7.0, 27.0));
        assertThat(TwoModes.apply(Vmap.vmap(steps), n).toDoubles()).containsExactly(0, 1, 7, 8, 16, 111);
    }

    @Test
    void aSampleThatHasEndedDoesNoHarm() {
        // x is divided by itself less 1 until it is below 1: the first sample has ended where it would divide by 0
        Function<Register, Register> f = x -> ControlFlow.whileLoop(
                x, 4, c -> c.call("greater", number(c, 1)), c -> c.div(c.sub(1)).sub(1));
        Tensor x = Tensor.constant(Tensor.of(Shape.of(3), 1.0, 3.0, 0.5));
        List<Tensor> found = TwoModes.all(
                a -> List.of(
                        Vmap.vmap(f).apply(a.get(0)),
                        Vmap.vmap(Derivatives.grad(f)).apply(a.get(0)),
                        Derivatives.grad((Register all) ->
                                        Vmap.vmap(f).apply(all).sum())
                                .apply(a.get(0))),
                List.of(x));
        assertThat(found.get(0).toDoubles()).containsExactly(1, 0.5, 0.5);
        assertThat(found.get(1).toDoubles()).containsExactly(1, -0.25, 1);
        assertThat(found.get(2).toDoubles()).containsExactly(1, -0.25, 1);
    }

    @Test
    void aLoopThatHasNotEndedWithinItsBoundIsRefused() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64);
        list.output("root", root(x, 3));
        WengertList f = list.build();
        Map<String, Tensor> at = Map.of("x", HALF);
        assertThatThrownBy(() -> Runs.run(f, at))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("a loop has not ended within its bound")
                .hasMessageContaining("root = while_loop(")
                .hasMessageContaining("WhileLoopTest.java:");
        // where the value is not asked for, nothing but the gradient can say so
        ListBuilder gradient = WengertList.builder("g");
        Register a = gradient.input("x", DType.F64);
        gradient.output(Derivatives.grad((Register b) -> root(b, 3)).apply(a));
        WengertList g = gradient.build().withoutDeadCode();
        assertThat(g.assignments()).noneMatch(z -> z.operator() instanceof WhileLoop);
        assertThatThrownBy(() -> Runs.run(g, at))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("a loop has not ended within its bound");
    }

    @Test
    void reverseModeAsksForABound() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64);
        Register y = root(x, 0).named("y");
        assertThatThrownBy(() -> Reverse.gradients(y, List.of(x)))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("y = while_loop(")
                .hasMessageContaining("give a bound, use scan, or write it in eager mode")
                .hasMessageContaining("WhileLoopTest.java:");
    }
}
