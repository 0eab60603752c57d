package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.differentiate.Forward;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EagerTest {
    @Test
    void valuesDecideWhatIsWritten() {
        try (Eager eager = Eager.open()) {
            Register x = eager.input("x", Tensor.scalar(3.0));
            Register y = x;
            while (y.item() < 100) {
                y = y.mul(x);
            }
            assertThat(y.item()).isEqualTo(243);
            assertThat(Reverse.gradients(y, List.of(x)).get(0).item()).isEqualTo(5 * 81);
        }
    }

    @Test
    void recursionIsDifferentiatedToAnyOrder() {
        try (Eager eager = Eager.open()) {
            Register x = eager.input("x", Tensor.scalar(2.0));
            Register d = power(x, 5);
            for (double expected : new double[] {32, 5 * 16, 20 * 8, 60 * 4, 120 * 2, 120, 0}) {
                assertThat(d.item()).isEqualTo(expected);
                d = Reverse.gradients(d, List.of(x)).get(0);
            }
        }
    }

    private static Register power(Register x, int n) {
        if (n == 1) {
            return x;
        }
        Register half = power(x, n / 2);
        return n % 2 == 0 ? half.mul(half) : half.mul(half).mul(x);
    }

    @Test
    void tangentsAreComputedAtOnce() {
        try (Eager eager = Eager.open()) {
            Register x = eager.input("x", Tensor.of(Shape.of(2), 0.5, 2.0));
            Register t = eager.input("t", Tensor.of(Shape.of(2), 1.0, -1.0));
            Register ty = Forward.tangents(List.of(x.mul(x)), Map.of(x, t)).get(0);
            assertThat(Objects.requireNonNull(ty).value().toDoubles()).containsExactly(1, -4);
        }
    }

    @Test
    void viewsShareTheMemoryOfWhatTheyView() {
        try (Eager eager = Eager.open()) {
            Register x = eager.input("x", Tensor.of(Shape.of(2, 3), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
            Register y = x.reshape(3, 2);
            assertThat(y.value().segment().address())
                    .isEqualTo(x.value().segment().address());
        }
    }

    @Test
    void theTapeIsAListThatPrintsAndCompiles() {
        Tensor value = Tensor.of(Shape.of(2), 1.0, 2.0);
        try (Eager eager = Eager.open()) {
            Register x = eager.input("x", value);
            Register y = x.mul(2).sum().named("y");
            ListBuilder tape = eager.list();
            tape.output(y);
            WengertList list = tape.build();
            assertThat(list.toString()).contains("y: f64[] = sum(z2)");
            assertThat(Program.compile(list).call(value).item()).isEqualTo(y.item());
        }
    }

    @Test
    void masksSelectAsManyElementsAsTheyHold() {
        try (Eager eager = Eager.open()) {
            Register x = eager.input("x", Tensor.of(Shape.of(2, 3), 1.0, -2.0, 3.0, -4.0, 5.0, -6.0));
            Register chosen = x.call("masked_select", x.greater(0));
            assertThat(chosen.value().toDoubles()).containsExactly(1, 3, 5);
            assertThat(Reverse.gradients(chosen.square().sum(), List.of(x))
                            .get(0)
                            .value()
                            .toDoubles())
                    .containsExactly(2, 0, 6, 0, 10, 0);
            assertThat(x.call("masked_select", x.greater(9)).type().shape()).isEqualTo(Shape.of(0));
        }
    }

    @Test
    void masksBroadcast() {
        try (Eager eager = Eager.open()) {
            Register x = eager.input("x", Tensor.of(Shape.of(2, 1), 1.0, 2.0));
            Register mask = eager.input("mask", Tensor.of(Shape.of(3), true, false, true));
            assertThat(x.call("masked_select", mask).value().toDoubles()).containsExactly(1, 1, 2, 2);
        }
    }

    @Test
    void aListThatIsNotEagerHasNoValues() {
        ListBuilder list = WengertList.builder("f");
        Register x = list.input("x", DType.F64, 3);
        assertThatThrownBy(x::value)
                .isInstanceOf(ListException.class)
                .hasMessageContaining("x: f64[3] of list f has no value")
                .hasMessageContaining("eager mode");
        assertThatThrownBy(() -> x.call("masked_select", x.greater(0)))
                .isInstanceOf(ListException.class)
                .hasMessageContaining("masked_select(x: f64[3], ")
                .hasMessageContaining("eager mode");
    }

    @Test
    void rejectsTypesAsOtherListsDo() {
        try (Eager eager = Eager.open()) {
            Register x = eager.input("x", Tensor.of(Shape.of(2), 1.0, 2.0));
            Register y = eager.input("y", Tensor.of(Shape.of(3), 1.0, 2.0, 3.0));
            assertThatThrownBy(() -> x.add(y))
                    .isInstanceOf(ListException.class)
                    .hasMessageContaining("EagerTest.java:");
        }
    }

    @Test
    void aRefusedValueNamesTheAssignmentAndLeavesTheListAsItWas() {
        try (Eager eager = Eager.open()) {
            Register table = eager.input("table", Tensor.of(Shape.of(2), 1.0, 2.0));
            Register index = eager.input("index", Tensor.of(Shape.of(1), 7));
            int before = eager.list().assignments().size();
            assertThatThrownBy(() -> table.gather(index))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("gather(table: f64[2], index: i32[1])");
            assertThat(eager.list().assignments()).hasSize(before);
        }
    }

    @Test
    void clearingForgetsRegistersAndUsesTheirMemoryAgain() {
        try (Eager eager = Eager.open()) {
            Tensor value = Tensor.scalar(2.0);
            Register x = eager.input("x", value);
            Tensor y = x.exp().value();
            assertThatThrownBy(value::close).isInstanceOf(IllegalStateException.class);
            long allocations = NativeMemory.allocations();
            eager.clear();
            value.close();
            assertThatThrownBy(x::value)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("x: f64[] was forgotten");
            assertThatThrownBy(x::exp).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(y::item)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            assertThat(eager.input("x", Tensor.scalar(1.0)).exp().item()).isCloseTo(StrictMath.E, within(1e-15));
            assertThat(NativeMemory.allocations()).isEqualTo(allocations);
        }
    }

    @Test
    void inputsNeedValues() {
        try (Eager eager = Eager.open()) {
            Register x = eager.list().input("x", DType.F64);
            assertThatThrownBy(x::exp)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("declare it with Eager.input");
        }
    }

    @Test
    void givesAllMemoryBack() {
        long held = NativeMemory.heldBytes();
        Eager eager = Eager.open();
        eager.input("x", Tensor.scalar(1.0)).exp().sin();
        assertThat(NativeMemory.heldBytes()).isGreaterThan(held);
        eager.close();
        eager.close();
        assertThat(NativeMemory.heldBytes()).isEqualTo(held);
        assertThatThrownBy(eager::list).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyShapesDoNotPileUp() {
        try (Eager eager = Eager.open()) {
            long most = 0;
            for (int n = 1; n <= 3000; n++) {
                eager.list().fill(1, TensorType.of(DType.F64, n)).mul(2).sum();
                if (n % 100 == 0) {
                    eager.clear();
                    most = Math.max(most, NativeMemory.heldBytes());
                }
            }
            assertThat(most).isLessThan(256 << 20);
        }
    }
}
