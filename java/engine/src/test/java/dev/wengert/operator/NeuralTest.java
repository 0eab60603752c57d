package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.RunException;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operators of neural networks do at their edges. */
class NeuralTest {
    private final ListBuilder list = WengertList.builder("neural");

    @Test
    void rowsOfPaddingAreReadButNotTrained() {
        Register index = list.input("index", DType.I32, 3);
        Register weight = list.input("weight", DType.F64, 2, 1);
        Register y = Neural.embedding(index, weight, -1);
        list.output("y", y);
        list.output("dw", Reverse.gradients(y, List.of(weight)).get(0));
        Results found = Runs.run(
                list.build(),
                Map.of("index", Values.of(index.type(), 1, 0, 1), "weight", Values.of(weight.type(), 5, 7)));
        assertThat(found.array("y")).containsExactly(7, 5, 7);
        assertThat(found.array("dw")).containsExactly(1, 0);
    }

    @Test
    void anIndexOutsideTheEmbeddingFailsTheRun() {
        Register index = list.input("index", DType.I64, 1);
        Register weight = list.input("weight", DType.F32, 2, 3);
        list.output("y", Neural.embedding(index, weight));
        Map<String, Tensor> values =
                Map.of("index", Values.of(index.type(), 2), "weight", Values.of(weight.type(), i -> 0));
        WengertList built = list.build();
        assertThatThrownBy(() -> Runs.run(built, values)).isInstanceOf(RunException.class);
    }

    @Test
    void trainingRefusesOneElementForEachChannel() {
        Register x = list.input("x", DType.F32, 1, 2);
        Register c = list.input("c", DType.F32, 2);
        assertThatThrownBy(() -> Neural.batchNormTraining(x, c, c, null, null, 0.1, 1e-5))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("more than one element for each channel");
    }

    @Test
    void runningValuesMoveByMomentumToMeanAndUnbiasedVariance() {
        Register x = list.input("x", DType.F64, 4, 1);
        Register mean = list.input("mean", DType.F64, 1);
        Register var = list.input("var", DType.F64, 1);
        Neural.BatchNormResults results = Neural.batchNormTraining(x, mean, var, null, null, 0.25, 1e-5);
        list.output("newMean", results.runningMean());
        list.output("newVar", results.runningVar());
        Results found = Runs.run(
                list.build(),
                Map.of(
                        "x", Values.of(x.type(), 1, 2, 3, 6),
                        "mean", Values.of(mean.type(), 7),
                        "var", Values.of(var.type(), 2)));
        assertThat(found.array("newMean")[0]).isCloseTo(0.75 * 7 + 0.25 * 3, within(1e-14));
        assertThat(found.array("newVar")[0]).isCloseTo(0.75 * 2 + 0.25 * 14 / 3, within(1e-14));
    }

    @Test
    void aQueryThatSeesNothingHasZerosAndHandsOnNothing() {
        Register q = list.input("q", DType.F64, 2, 1);
        Register mask = list.input("mask", DType.BOOL, 2, 1);
        Register y = Neural.scaledDotProductAttention(q, q, q, mask, 1);
        list.output("y", y);
        list.output("dq", Reverse.gradients(y, List.of(q)).get(0));
        Results found =
                Runs.run(list.build(), Map.of("q", Values.of(q.type(), 3, 3), "mask", Values.of(mask.type(), 0, 1)));
        assertThat(found.array("y")).containsExactly(0, 3);
        assertThat(found.array("dq")).containsExactly(new double[] {0.5, 0.5}, within(1e-15));
    }

    @Test
    void eachStepDropsOtherElements() {
        Register x = list.input("x", DType.F32, 100);
        Register one = list.input("one", DType.I64);
        Register two = list.input("two", DType.I64);
        list.output("first", Neural.dropout(x, one, 0.5, 1, 2));
        list.output("second", Neural.dropout(x, two, 0.5, 1, 2));
        Results found = Runs.run(
                list.build(),
                Map.of(
                        "x", Values.of(x.type(), i -> 1),
                        "one", Values.of(one.type(), 1),
                        "two", Values.of(two.type(), 2)));
        assertThat(found.array("first")).isNotEqualTo(found.array("second"));
    }
}
