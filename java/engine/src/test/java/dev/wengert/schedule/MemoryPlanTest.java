package dev.wengert.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.control.ControlFlow;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.schedule.MemoryPlan.Lifetime;
import dev.wengert.tensor.DType;
import dev.wengert.testing.RandomLists;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryPlanTest {
    private static final WengertList LIST = WengertList.parse("""
        list known {
          input x: f64[100]
          parameter w: f64[100]
          a = exp(x)
          b = tanh(a)
          c = mul(b, w)
          d = sum(b)
          s = sum(c)
          t = add(s, d)
          output t
        }
        """);

    @Test
    void buffersLiveFromTheStepThatWritesThemToTheLastThatReadsThem() {
        MemoryPlan plan = Planner.plan(LIST).memory();
        assertThat(plan.steps()).isEqualTo(6);
        assertLife(plan, "x", Place.Area.BOUND, 0, 7, "x");
        assertLife(plan, "w", Place.Area.KEPT, 0, 7, "w");
        assertLife(plan, "b", Place.Area.PLANNED, 1, 4, "a", "b");
        assertLife(plan, "c", Place.Area.PLANNED, 3, 5, "c");
        assertLife(plan, "t", Place.Area.PLANNED, 5, 7, "s", "t");
        assertThat(plan.lifetime(LIST.register("c")).place().bytes()).isEqualTo(800);
        assertThat(plan.peakStep()).isEqualTo(4);
        assertThat(plan.aliveBytes(4)).isEqualTo(1608);
        assertThat(plan.aliveAt(4))
                .extracting(buffer -> buffer.registers().get(0).name())
                .containsExactlyInAnyOrder("a", "c", "d");
    }

    private static void assertLife(
            MemoryPlan plan, String register, Place.Area area, int first, int last, String... registers) {
        Lifetime life = plan.lifetime(LIST.register(register));
        assertThat(life.place().area()).as(register).isEqualTo(area);
        assertThat(List.of(life.first(), life.last())).as(register).containsExactly(first, last);
        assertThat(life.registers()).as(register).extracting(Register::name).containsExactly(registers);
    }

    @Test
    void thePlanIsPrintedAsATable() {
        assertThat(Planner.plan(LIST).memory().toString().lines().map(String::stripTrailing))
                .containsExactly(
                        "memory of known: 2,560 bytes, 832 of them kept from run to run",
                        "most alive at step 4 of 6, 1,608 bytes: d = sum(b)",
                        "  there: a, b; c; d",
                        "      offset        bytes  steps     kind      registers",
                        "           -          800  always    bound     x",
                        "           0          800  always    kept      w",
                        "         832          800  1-4       planned   a, b",
                        "         832            8  5-end     planned   s, t",
                        "       1,664          800  3-5       planned   c",
                        "       2,496            8  4-6       planned   d");
    }

    /** Of what a loop stacks, that which nothing reads takes no memory. */
    @Test
    void resultsThatNothingReadsAreNowhere() {
        ListBuilder list = WengertList.builder("halving");
        Register x = list.input("x", DType.F64, 1000);
        ControlFlow.Step<Register, Register> halved =
                ControlFlow.scan(x, 100, h -> new ControlFlow.Step<>(h.mul(0.5), h));
        list.output("last", halved.carry());
        MemoryPlan plan = Planner.plan(list.build()).memory();
        assertThat(plan.lifetime(halved.y()).place().bytes()).isZero();
        assertThat(plan.aliveBytes(1)).isEqualTo(8000 + 8);
    }

    @Test
    void thePlanIsDrawn() {
        assertThat(Planner.plan(LIST).memory().toSvg())
                .startsWith("<svg")
                .contains(
                        "<title>a, b: 800 bytes at 832, steps 1-4</title>", "<title>w: 800 bytes at 0, always</title>")
                .endsWith("</svg>" + System.lineSeparator());
    }

    /** What lives at the same time lies apart, and within the slab. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void buffersThatLiveAtTheSameTimeLieApart(long seed) {
        MemoryPlan plan = Planner.plan(RandomLists.small(seed, 30).list()).memory();
        for (int step = 1; step <= plan.steps(); step++) {
            long end = plan.schedule().keptBytes();
            for (Lifetime buffer : plan.aliveAt(step)) {
                if (buffer.place().bytes() > 0 && !buffer.registers().isEmpty()) {
                    assertThat(buffer.place().offset()).isGreaterThanOrEqualTo(end);
                    end = buffer.place().offset() + buffer.place().bytes();
                }
            }
            assertThat(end).isLessThanOrEqualTo(plan.schedule().slabBytes());
        }
    }
}
