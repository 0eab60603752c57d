package dev.wengert.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Flow;
import dev.wengert.testing.Plain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of lists within a list: which instructions there are, and where. */
class ControlPlanTest {
    private static final Catalogue CATALOGUE = Catalogue.standard().with(Flow.Loop.class);

    private static Schedule plan(String body, int outputs) {
        String results = List.of("p", "p, q", "p, q, r").get(outputs - 1);
        return Planner.plan(WengertList.parse(
                """
                        input a: f64[300]
                        input x: f64[9,300]
                        input c: f64[300]
                        list body {
                          input a: f64[300]
                          input x: f64[300]
                          input c: f64[300]
                        """ + body.replace(';', '\n') + "\n}\n" + results
                        + " = loop(a, x, c, body=body, carries=1, slices=1, times=9)\noutput p",
                CATALOGUE));
    }

    private static List<String> kernels(List<Instruction> instructions) {
        return instructions.stream().map(Instruction::kernel).toList();
    }

    @Test
    void aCarryIsComputedInItsPlace() {
        Schedule schedule = plan("n = add(a, x); output n", 1);
        assertThat(kernels(schedule.instructions())).containsExactly("move", "fill_b8", "point", "add_f64", "repeat");
        assertThat(schedule.slabBytes()).isEqualTo(2432 + 64);
    }

    @Test
    void aCarryThatIsGivenOutBeforeItChangesIsStillComputedInItsPlace() {
        Schedule schedule = plan("n = add(a, x); output n; output a", 2);
        assertThat(kernels(schedule.instructions())).containsExactly("move", "fill_b8", "point", "add_f64", "repeat");
    }

    @Test
    void whatNothingReadsIsNotComputed() {
        Schedule schedule = plan("n = add(a, x); m = exp(n); l = tanh(m); output n; output m; output l", 3);
        assertThat(kernels(schedule.instructions())).containsExactly("move", "fill_b8", "point", "add_f64", "repeat");
        assertThat(schedule.slabBytes()).isEqualTo(2432 + 64);
    }

    @Test
    void whatIsConstantIsComputedWhenASessionOpens() {
        Schedule schedule = plan("k = fill(value=2, dtype=f64, shape=[300]); l = sqrt(k); n = mul(a, l); output n", 1);
        assertThat(kernels(schedule.prologue())).containsExactly("fill_b8", "sqrt_f64");
        assertThat(kernels(schedule.instructions())).containsExactly("move", "fill_b8", "point", "mul_f64", "repeat");
    }

    @Test
    void whatIsTheSameInEveryStepIsComputedBeforeTheLoop() {
        Schedule schedule = plan("k = square(c); l = sqrt(k); m = exp(x); o = mul(m, l); n = add(a, o); output n", 1);
        assertThat(kernels(schedule.instructions()))
                .containsExactly(
                        "move",
                        "square_f64",
                        "sqrt_f64",
                        "fill_b8",
                        "point",
                        "exp_f64",
                        "mul_f64",
                        "add_f64",
                        "repeat");
    }

    @Test
    void memoryOfABodyIsUsedAgain() {
        StringBuilder chain = new StringBuilder("m0 = tanh(x)");
        for (int i = 1; i < 20; i++) {
            chain.append("; e%d = exp(m%d); m%d = softmax(e%d, axis=0)".formatted(i, i - 1, i, i));
        }
        Schedule schedule = plan(chain + "; n = add(a, m19); output n", 1);
        assertThat(schedule.slabBytes()).isLessThanOrEqualTo(3 * 2432 + 64);
    }

    @Test
    void aScheduleShowsItsLoops() {
        String text = plan("n = add(a, x); output n", 1).toString();
        assertThat(text)
                .contains("  repeat ")
                .contains("9 times to 2")
                .contains("    add_f64 ")
                .contains("@pointer");
    }

    /** Lowers to whatever a test wants. */
    private record Odd(int what) implements Plain {
        private static final WengertList BODY =
                WengertList.parse("input a: f64[2]\ninput b: f64[2]\nz = add(a, b)\noutput z");

        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return operands.subList(0, 1);
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            Buffer y = out.operand(0);
            Buffer x = out.result(0);
            switch (what) {
                case 0 -> out.repeat(-1, counter -> {});
                case 1 -> out.point(x, y, Buffer.NONE, 0, 0);
                case 2 -> out.inline(BODY, List.of(y), List.of(x), 0);
                case 3 -> out.inline(BODY, List.of(y, y), List.of(), 0);
                case 4 -> out.inline(BODY, List.of(y, out.scratch(8)), List.of(x), 0);
                case 5 -> out.inline(BODY, List.of(x, x), List.of(x), 1);
                default -> out.inline(BODY, List.of(y, y), List.of(x), 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void refusesWhatCannotBe(int what) {
        ListBuilder list = WengertList.builder("odd");
        Register x = list.input("x", DType.F64, 2);
        list.output("z", x.apply(new Odd(what)));
        WengertList built = list.build();
        assertThatThrownBy(() -> Planner.plan(built))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("z = odd(x: f64[2])");
    }
}
