package dev.wengert.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Operators;
import dev.wengert.operator.Randoms;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
    @Test
    void keepsNamesAndParts() {
        ListBuilder list = WengertList.builder("line");
        Register x = list.input("x", DType.F64, 3);
        Register w = list.parameter("w", DType.F64, 3);
        list.output("y", x.mul(w).sum().named("s").tanh());
        WengertList gradient = Reverse.differentiate(list.build(), "y");
        assertThat(Batch.batch(gradient, 4, "x").toString()).isEqualTo("""
            list line {
              input x: f64[4,3]
              parameter w: f64[3]
              z1: f64[4,3] = mul(x, w)
              s: f64[4] = sum(z1, axes=[1])
              y: f64[4] = tanh(s)
            adjoint:
              dy: f64[] = fill(value=1.0, dtype=f64, shape=[])
              ds: f64[4] = tanh_vjp(y, dy)
              z4: f64[4,1] = reshape(ds, shape=[4,1])
              dz1: f64[4,3] = broadcast(z4, shape=[4,3])
              dw: f64[4,3] = mul(dz1, x)
              output y
              output dw
            }
            """);
    }

    @Test
    void givesTheGradientOfEachSample() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64, 2);
        Register w = list.input("w", DType.F64, 2);
        list.output("y", x.mul(w).sum().square());
        WengertList each = Batch.batch(Reverse.differentiate(list.build(), "y", "w"), 3, "x");
        var found = Runs.run(
                each,
                Map.of(
                        "x", Values.of(TensorType.of(DType.F64, 3, 2), 1, 2, 3, 4, 5, 6),
                        "w", Values.of(TensorType.of(DType.F64, 2), 1, -1)));
        assertThat(found.array("dw")).containsExactly(-2, -4, -6, -8, -10, -12);
    }

    @Test
    void repeatsOutputsThatDoNotDependOnTheBatch() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64);
        Register w = list.input("w", DType.F64);
        list.output("a", x.add(1));
        list.output("b", w.mul(2));
        var found = Runs.run(
                Batch.batch(list.build(), 2, "x"),
                Map.of("x", Values.of(TensorType.of(DType.F64, 2), 1, 2), "w", Values.of(w.type(), 5)));
        assertThat(found.array("a")).containsExactly(2, 3);
        assertThat(found.array("b")).containsExactly(10, 10);
    }

    @Test
    void batchesAnUpdateWhoseOperandsAreOneRegister() {
        ListBuilder list = WengertList.builder("shrink");
        Register p = list.input("p", DType.F64, 2);
        Register lr = list.input("lr", DType.F64);
        list.output("q", Operators.sgd(p, p, lr, 0));
        WengertList batch = Batch.batch(list.build(), 2, "p");
        var found = Runs.run(
                batch,
                Map.of("p", Values.of(TensorType.of(DType.F64, 2, 2), 1, 2, 3, 4), "lr", Values.of(lr.type(), 0.5)));
        assertThat(found.array("q")).containsExactly(0.5, 1, 1.5, 2);
    }

    @Test
    void beginsEachSampleWithTheDefaultValue() {
        WengertList list =
                WengertList.parse("input x: f64[2] = [1, 2]\nparameter p: f64[] = 3\ny = mul(x, p)\noutput y");
        assertThat(Runs.run(Batch.batch(list, 2, "x", "p"), Map.of()).array("y"))
                .containsExactly(3, 6, 3, 6);
    }

    @Test
    void refusesNamesThatAreNoInput() {
        ListBuilder list = WengertList.builder("f");
        list.output("y", list.input("x", DType.F64).neg());
        WengertList f = list.build();
        assertThatThrownBy(() -> Batch.batch(f, 2, "y"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("found [y: f64[]]");
        assertThatThrownBy(() -> Batch.batch(f, 2)).isInstanceOf(ListException.class);
        assertThatThrownBy(() -> Batch.batch(f, 2, "no"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("'no'");
    }

    @Test
    void refusesAnUpdateThatDiffersBetweenSamples() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64);
        Register p = list.parameter("p", DType.F64);
        list.update(p, p.add(x));
        WengertList f = list.build();
        assertThatThrownBy(() -> Batch.batch(f, 2, "x"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("p: f64[]");
        assertThat(Batch.batch(f, 2, "x", "p").updates()).hasSize(1);
    }

    @Test
    void refusesToDrawForABatchOfStepsNamingTheLine() {
        ListBuilder list = WengertList.builder("f");
        Register step = list.input("step", DType.I64);
        list.output("y", Randoms.uniform(step, 0, 1, 1, 1, TensorType.of(DType.F64, 3)));
        WengertList f = list.build();
        assertThatThrownBy(() -> Batch.batch(f, 2, "step"))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("y = random_uniform(step: i64[])")
                .hasMessageContaining("BatchTest.java:");
    }

    @Test
    void nestsInItself() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64, 2);
        list.output("y", x.softmax(-1).sum());
        WengertList twice = Batch.batch(Batch.batch(list.build(), 3, "x"), 4, "x");
        assertThat(twice.register("y").type()).isEqualTo(TensorType.of(DType.F64, 4, 3));
        assertThat(List.copyOf(twice.inputs()).get(0).type()).isEqualTo(TensorType.of(DType.F64, 4, 3, 2));
    }
}
