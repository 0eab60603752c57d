package dev.wengert.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.control.ControlFlow;
import dev.wengert.differentiate.Batch;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AnomalyTest {
    private final ListBuilder list = WengertList.builder("f");

    @Test
    void theFirstAssignmentThatLeavesTheFiniteNumbersIsNamed() {
        WengertList list = WengertList.parse("""
            input x: f64[3]
            r = sqrt(x)
            s = sum(r)
            output s
            """);
        Map<String, Tensor> at = Map.of("x", Tensor.constant(Tensor.of(Shape.of(3), 4.0, 0.0, 1.0)));
        assertThat(Anomaly.find(list, at)).isEmpty();
        Anomaly backward =
                Anomaly.find(Reverse.differentiate(list, "s", "x"), at).orElseThrow();
        assertThat(backward.message())
                .contains("in the adjoint")
                .contains("1 infinite among 3")
                .contains("is in [0.0, 4.0]");
        Map<String, Tensor> negative = Map.of("x", Tensor.constant(Tensor.of(Shape.of(3), 4.0, -1.0, 1.0)));
        Anomaly forward = Anomaly.find(list, negative).orElseThrow();
        assertThat(forward.assignment().result().name()).isEqualTo("r");
        assertThat(forward.toString())
                .contains("r is in [1.0, 2.0], with 1 NaN among 3")
                .contains("x is in [-1.0, 4.0]");
    }

    @Test
    void aStepOfALoopIsNamed() {
        Register x = list.input("x", DType.F64, 4);
        Register start = list.input("start", DType.F64);
        list.output(
                "y",
                ControlFlow.fold(
                        start, x, (sum, slice) -> slice.log().named("h").add(sum)));
        Anomaly found = find(Map.of("x", values(1, 2, 0, -1), "start", Tensor.constant(Tensor.scalar(0.0))));
        assertThat(found.message())
                .startsWith("h_3 = log(")
                .contains("AnomalyTest.java:")
                .contains("in the primal")
                .contains("h_3 is nowhere finite, with 1 infinite among 1")
                .contains("is in [0.0, 0.0]")
                .contains("\n  within y = scan(");
    }

    @Test
    void aStepOfTheAdjointOfALoopIsNamed() {
        Register x = list.input("x", DType.F64, 3);
        Register start = list.input("start", DType.F64);
        Register y = ControlFlow.fold(start, x, (sum, slice) -> slice.sqrt().add(sum))
                .named("y");
        list.output(Reverse.gradients(y, List.of(x)).get(0));
        Anomaly found = find(Map.of("x", values(1, 0, 4), "start", Tensor.constant(Tensor.scalar(0.0))));
        assertThat(found.message())
                .contains("in the adjoint")
                .contains("AnomalyTest.java:")
                .contains("1 infinite among 1")
                .contains("within ")
                .contains(" = scan(");
    }

    @Test
    void theBranchThatIsTakenAndACheckpointInItAreLookedInto() {
        Register x = list.input("x", DType.F64);
        Register p = x.less(0);
        Function<Register, Register> root =
                ControlFlow.checkpoint(of -> of.sqrt().named("root"));
        Register chosen = ControlFlow.cond(p, () -> root.apply(x), () -> x.reciprocal());
        list.output("y", chosen);
        Anomaly found = find(Map.of("x", Tensor.constant(Tensor.scalar(-1.0))));
        assertThat(found.message())
                .startsWith("root = sqrt(")
                .containsSubsequence("\n  within ", "checkpoint(", "\n  within y = cond(");
    }

    @Test
    void anIterationOfALoopThatTestsIsNamed() {
        Register x = list.input("x", DType.F64);
        list.output(
                "y",
                ControlFlow.whileLoop(x, c -> c.greater(-2), c -> c.sub(1).log().named("next")));
        Anomaly found = find(Map.of("x", Tensor.constant(Tensor.scalar(3.0))));
        assertThat(found.message()).startsWith("next_2 = log(").contains("within y = while_loop(");
    }

    @Test
    void eachSampleIsLookedIntoInItsOwnBranch() {
        Register x = list.input("x", DType.F64);
        list.output("y", ControlFlow.cond(x.greater(0), () -> x.sub(1).log().named("h"), () -> x.log()));
        WengertList each = Batch.batch(list.build(), 3, "x");
        assertThat(Anomaly.find(each, Map.of("x", values(2, 3, 1)))
                        .orElseThrow()
                        .message())
                .startsWith("h_3 = log(")
                .contains("within y = cond_each(");
    }

    private Anomaly find(Map<String, Tensor> given) {
        return Anomaly.find(list.build(), given).orElseThrow();
    }

    private static Tensor values(double... values) {
        return Tensor.constant(Tensor.of(Shape.of(values.length), values));
    }
}
