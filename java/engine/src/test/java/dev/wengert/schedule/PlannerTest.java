package dev.wengert.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Buffer;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.testing.RandomLists;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlannerTest {
    private static final int END = Integer.MAX_VALUE;

    static LongStream seeds() {
        return LongStream.range(2000, 2100);
    }

    /** The first and the last instruction that touch a buffer, and where it lies. */
    private record Life(int slot, int first, int last, Place place) {
        boolean overlaps(Life other) {
            return place.bytes() > 0
                    && other.place.bytes() > 0
                    && first <= other.last
                    && other.first <= last
                    && place.offset() < other.place.offset() + other.place.bytes()
                    && other.place.offset() < place.offset() + place.bytes();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noTwoBuffersThatLiveAtOneTimeOverlap(long seed) {
        Schedule schedule = Planner.plan(RandomLists.small(seed, 30).list());
        List<Life> lives = lives(schedule);
        for (Life a : lives) {
            for (Life b : lives) {
                assertThat(a.slot != b.slot && a.overlaps(b))
                        .as("%s and %s overlap in\n%s", a, b, schedule)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyBufferIsAlignedAndInTheSlab(long seed) {
        Schedule schedule = Planner.plan(RandomLists.small(seed, 30).list());
        for (Place place : schedule.places()) {
            if (place.area() == Place.Area.KEPT || place.area() == Place.Area.PLANNED) {
                assertThat(place.offset() % 64).isZero();
                assertThat(place.offset() + place.bytes()).isLessThanOrEqualTo(schedule.slabBytes());
            }
            if (place.area() == Place.Area.KEPT) {
                assertThat(place.offset() + place.bytes()).isLessThanOrEqualTo(schedule.keptBytes());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void planningNeverTakesMoreMemory(long seed) {
        WengertList list = RandomLists.small(seed, 30).list();
        assertThat(Planner.plan(list).peakBytes())
                .isLessThanOrEqualTo(
                        Planner.plan(list, MemoryUse.SEPARATE, routine -> 0).peakBytes());
    }

    private static List<Life> lives(Schedule schedule) {
        Map<Integer, int[]> spans = new HashMap<>();
        int time = 0;
        for (List<Instruction> part : List.of(schedule.prologue(), schedule.instructions())) {
            for (Instruction instruction : part) {
                for (Buffer buffer : instruction.buffers()) {
                    int now = time;
                    spans.computeIfAbsent(buffer.slot(), slot -> new int[] {now, now})[1] = now;
                }
                time++;
            }
        }
        Set<Integer> lasting = new HashSet<>();
        schedule.list().outputs().forEach(output -> lasting.add(schedule.slot(output)));
        List<Life> lives = new ArrayList<>();
        spans.forEach((slot, span) -> {
            if (slot >= 0) {
                Place place = schedule.places().get(slot);
                if (place.area() == Place.Area.KEPT) {
                    lives.add(new Life(slot, 0, END, place));
                } else if (place.area() == Place.Area.PLANNED) {
                    lives.add(new Life(slot, span[0], lasting.contains(slot) ? END : span[1], place));
                }
            }
        });
        return lives;
    }

    @Test
    void aChainOfElementwiseOperatorsTakesOneBuffer() {
        ListBuilder list = WengertList.builder("chain");
        Register x = list.input("x", DType.F32, 1000);
        Register y = x;
        for (int i = 0; i < 20; i++) {
            y = y.tanh().add(x);
        }
        list.output("y", y);
        assertThat(Planner.plan(list.build()).peakBytes()).isEqualTo(4032);
    }

    @Test
    void reshapesTakeNoInstructionAndNoMemory() {
        ListBuilder list = WengertList.builder("views");
        Register x = list.input("x", DType.F32, 4, 6);
        list.output("y", x.reshape(24).reshape(2, 12).reshape(12, 2));
        Schedule schedule = Planner.plan(list.build());
        assertThat(schedule.instructions()).isEmpty();
        assertThat(schedule.peakBytes()).isZero();
    }

    @Test
    void valuesThatDependOnNothingAreComputedOnce() {
        ListBuilder list = WengertList.builder("once");
        Register x = list.input("x", DType.F32);
        list.output("y", x.add(list.fill(2, x.type()).sqrt().mul(3)));
        Schedule schedule = Planner.plan(list.build());
        assertThat(schedule.prologue())
                .extracting(Instruction::kernel)
                .containsExactly("fill_b4", "sqrt_f32", "fill_b4", "mul_f32");
        assertThat(schedule.instructions()).extracting(Instruction::kernel).containsExactly("add_f32");
    }

    @Test
    void anOperandThatIsReadAgainIsNotOverwritten() {
        ListBuilder list = WengertList.builder("again");
        Register x = list.input("x", DType.F32, 8);
        Register a = x.tanh();
        Register b = a.exp();
        list.output("y", a.mul(b));
        Schedule schedule = Planner.plan(list.build());
        assertThat(schedule.slot(schedule.list().assignments().get(0).result()))
                .isNotEqualTo(schedule.slot(schedule.list().assignments().get(1).result()));
    }

    @Test
    void refusesMoreMemoryThanCanBeCounted() {
        WengertList list =
                WengertList.parse("input x: f32[1152921504606846976]\ny = exp(x)\nz = neg(x)\noutput y\noutput z");
        assertThatThrownBy(() -> Planner.plan(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 2^63 bytes");
    }

    @Test
    void longListsNeedNoDeepStack() {
        ListBuilder list = WengertList.builder("long");
        Register x = list.input("x", DType.F32, 16);
        Register y = x;
        for (int i = 0; i < 2_000; i++) {
            y = y.add(x).tanh();
        }
        list.output("y", y.sum());
        WengertList gradient = Reverse.differentiate(list.build(), "y", "x");
        assertThat(Planner.plan(gradient).instructions()).hasSizeGreaterThan(8_000);
    }
}
