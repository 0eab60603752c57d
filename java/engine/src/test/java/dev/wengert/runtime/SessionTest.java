package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.WengertList;
import dev.wengert.schedule.Instruction;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final WengertList SQUARE_OF_SUM = WengertList.parse("""
        list square_of_sum {
          input x1: f64[]
          input x2: f64[]
          s = mul(x1, 2)
          t = add(s, x2)
          y = square(t)
          output y
        }
        """);

    private static final WengertList DESCENT = WengertList.parse("""
        list descent {
          parameter w: f64[2] = [1, -2]
          s = square(w)
          loss = sum(s)
          g = mul(w, 0.5)
          next = sub(w, g)
          output loss
          update w = next
        }
        """);

    @Test
    void computesValueAndGradient() {
        WengertList gradient = Reverse.differentiate(SQUARE_OF_SUM, "y", "x1", "x2");
        try (Tensor a = Tensor.scalar(3.0);
                Tensor b = Tensor.scalar(4.0);
                Session session = Program.compile(gradient).open()) {
            session.bind("x1", a);
            session.bind("x2", b);
            session.run();
            assertThat(session.value("y")).isEqualTo(100);
            assertThat(session.value("dx1")).isEqualTo(8 * 3 + 4 * 4);
            assertThat(session.value("dx2")).isEqualTo(4 * 3 + 2 * 4);
        }
    }

    @Test
    void seesWhatIsInABoundTensorWhenItRuns() {
        try (Tensor a = Tensor.scalar(3.0);
                Session session = Program.compile(SQUARE_OF_SUM).open()) {
            session.bind("x1", a);
            session.bind("x2", a);
            a.setDouble(0, 2);
            session.run();
            assertThat(session.value("y")).isEqualTo(36);
            a.setDouble(0, -1);
            session.run();
            assertThat(session.value("y")).isEqualTo(9);
        }
    }

    @Test
    void updatesAParameterFromRunToRun() {
        try (Session session = Program.compile(DESCENT).open()) {
            session.run();
            assertThat(session.value("loss")).isEqualTo(5);
            assertThat(session.tensor("w").toDoubles()).containsExactly(0.5, -1.0);
            session.run();
            assertThat(session.value("loss")).isEqualTo(1.25);
        }
    }

    @Test
    void updatesABoundParameterInTheUsersMemory() {
        try (Tensor w = Tensor.of(Shape.of(2), 8.0, 4.0);
                Session session = Program.compile(DESCENT).open()) {
            session.bind("w", w);
            session.run();
            assertThat(session.value("loss")).isEqualTo(80);
            assertThat(w.toDoubles()).containsExactly(4, 2);
            assertThat(session.tensor("w").toDoubles()).containsExactly(4, 2);
        }
    }

    @Test
    void letsAParameterBeWritten() {
        try (Session session = Program.compile(DESCENT).open()) {
            session.tensor("w").copyFrom(2.0, 0.0);
            session.run();
            assertThat(session.value("loss")).isEqualTo(4);
        }
    }

    @Test
    void beginsAnewInEachSession() {
        Program program = Program.compile(DESCENT);
        try (Session first = program.open();
                Session second = program.open()) {
            first.run();
            first.run();
            second.run();
            assertThat(first.value("loss")).isEqualTo(1.25);
            assertThat(second.value("loss")).isEqualTo(5);
        }
    }

    @Test
    void showsEachInstructionAndItsAssignmentWhenRunStepwise() {
        List<String> seen = new ArrayList<>();
        try (Session session = Program.compile(DESCENT).open()) {
            session.runStepwise(instruction -> seen.add(instruction.kernel() + " of "
                    + instruction.origin().orElseThrow().result().name()));
            assertThat(session.program().schedule().instructions())
                    .extracting(Instruction::kernel)
                    .hasSameSizeAs(seen);
        }
        assertThat(seen).contains("square_f64 of s", "sub_f64 of next");
    }

    @Test
    void runsOnEmptyTensors() {
        WengertList list = WengertList.parse("input x: f64[0,3]\ny = exp(x)\ns = sum(y)\noutput y\noutput s");
        try (Tensor x = Tensor.zeros(DType.F64, 0, 3);
                Session session = Program.compile(list).open()) {
            session.bind("x", x);
            session.run();
            assertThat(session.tensor("y").toDoubles()).isEmpty();
            assertThat(session.value("s")).isZero();
        }
    }

    @Test
    void runsAListWithoutAssignments() {
        WengertList list = WengertList.parse("input x: f64[] = 2\nparameter p: f64[]\noutput x\nupdate p = x");
        try (Session session = Program.compile(list).open()) {
            session.run();
            assertThat(session.value("p")).isEqualTo(2);
        }
    }

    @Test
    void callsAFunctionOfTensors() {
        try (Tensor a = Tensor.scalar(3.0);
                Tensor b = Tensor.scalar(4.0);
                Tensor y = Program.compile(SQUARE_OF_SUM).call(a, b)) {
            assertThat(y.item()).isEqualTo(100);
        }
    }

    @Test
    void refusesACallWithOtherInputs() {
        Program program = Program.compile(SQUARE_OF_SUM);
        try (Tensor a = Tensor.scalar(3.0)) {
            assertThatThrownBy(() -> program.call(a))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("x1: f64[]")
                    .hasMessageContaining("x2: f64[]");
        }
    }

    @Test
    void saysHowMuchMemoryTheSystemDoesNotGive() {
        Program program = Program.compile(WengertList.parse("input x: f32[1125899906842624]\ny = exp(x)\noutput y"));
        long before = NativeMemory.heldBytes();
        try (Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> program.open(workers))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessageContaining("bytes of native memory");
        }
        assertThat(NativeMemory.heldBytes()).isEqualTo(before);
    }

    @Test
    void takesAsManyBytesAsItSaid() {
        long before = NativeMemory.heldBytes();
        Program program = Program.compile(SQUARE_OF_SUM);
        assertThat(NativeMemory.heldBytes()).isEqualTo(before);
        try (Session session = program.open()) {
            assertThat(NativeMemory.heldBytes() - before)
                    .isGreaterThanOrEqualTo(session.program().peakBytes());
        }
        assertThat(NativeMemory.heldBytes()).isEqualTo(before);
    }
}
