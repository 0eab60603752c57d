package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.HostFunction;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Flow;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Java functions that schedules call between two instructions. */
class HostFunctionTest {
    private static final TensorType THREE = new TensorType(DType.F64, Shape.of(3));

    /** y = 2x, and one more for the first element. */
    private static final HostFunction TWICE = buffers -> {
        MemorySegment y = buffers.get(0);
        MemorySegment x = buffers.get(1);
        for (int i = 0; i < y.byteSize() / Double.BYTES; i++) {
            double value = x.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
            y.setAtIndex(ValueLayout.JAVA_DOUBLE, i, 2 * value + (i == 0 ? 1 : 0));
        }
    };

    private static WengertList loop(HostFunction function, long times) {
        ListBuilder body = WengertList.builder("body");
        Register a = body.input("a", THREE);
        Register x = body.input("x", THREE);
        Register next = a.apply(new Flow.InJava(function)).add(x);
        body.output(next);
        body.output(next.mul(3));
        ListBuilder list = WengertList.builder("loop");
        Register start = list.input("start", Values.of(THREE, i -> i));
        Register all = list.input("all", Values.of(new TensorType(DType.F64, Shape.of(times, 3)), i -> 0.25 * i));
        List<Register> results = list.apply(new Flow.Loop(body.build(), 1, 1, times), List.of(start, all));
        list.output("last", results.get(0));
        list.output("each", results.get(1));
        return list.build();
    }

    @Test
    void areCalledInEachStepOfALoop() {
        double[] expected = {0, 1, 2};
        for (int t = 0; t < 4; t++) {
            for (int i = 0; i < 3; i++) {
                expected[i] = 2 * expected[i] + (i == 0 ? 1 : 0) + 0.25 * (3 * t + i);
            }
        }
        WengertList list = loop(TWICE, 4);
        try (Session session = Program.compile(list).open(Runs.workers(2))) {
            for (Runnable run : new Runnable[] {session::run, () -> session.runStepwise(instruction -> {})}) {
                run.run();
                assertThat(session.tensor("last").toDoubles()).containsExactly(expected);
                assertThat(session.tensor("each").getDouble(11)).isEqualTo(3 * expected[2]);
            }
        }
    }

    @Test
    void areCalledInEagerMode() {
        try (Tensor x = Tensor.of(Shape.of(3), 1.0, 2.0, 3.0);
                Eager eager = Eager.open()) {
            assertThat(eager.input("x", x).apply(new Flow.InJava(TWICE)).value().toDoubles())
                    .containsExactly(3, 4, 6);
        }
    }

    @Test
    void seeBuffersOfTheirExactSizes() {
        List<Long> sizes = new ArrayList<>();
        HostFunction function = buffers -> buffers.forEach(buffer -> sizes.add(buffer.byteSize()));
        try (Session session = Program.compile(loop(function, 2)).open()) {
            session.run();
        }
        assertThat(sizes).containsExactly(24L, 24L, 24L, 24L);
    }

    @Test
    void giveNothingThatOutlivesTheSession() {
        List<MemorySegment> kept = new ArrayList<>();
        try (Session session = Program.compile(loop(kept::addAll, 1)).open()) {
            session.run();
        }
        assertThatThrownBy(() -> kept.get(0).get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void endARunWithTheirException() {
        int[] calls = {0};
        HostFunction function = buffers -> {
            if (++calls[0] == 3) {
                throw new ArithmeticException("enough");
            }
            TWICE.call(buffers);
        };
        try (Session session = Program.compile(loop(function, 4)).open()) {
            assertThatThrownBy(session::run)
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("in_java(a: f64[3])")
                    .hasMessageContaining(", within ")
                    .hasMessageContaining("enough")
                    .hasCauseInstanceOf(ArithmeticException.class);
            session.run();
            double[] first = session.tensor("last").toDoubles();
            session.run();
            assertThat(session.tensor("last").toDoubles()).containsExactly(first);
        }
        assertThat(calls[0]).isEqualTo(3 + 4 + 4);
    }

    @Test
    void cannotRunTheSessionThatCallsThemButAnotherOnTheSameWorkers() {
        Workers workers = Runs.workers(2);
        Session[] sessions = new Session[2];
        HostFunction function = buffers -> sessions[1].run();
        try (Session first = Program.compile(loop(function, 2)).open(workers);
                Session second = Program.compile(loop(TWICE, 2)).open(workers)) {
            sessions[1] = second;
            first.run();
            assertThat(second.tensor("last").getDouble(0)).isEqualTo(2 * (0 + 1) + 1 + 0.75);
            sessions[1] = first;
            assertThatThrownBy(first::run)
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("another thread is using this session");
        }
    }

    @Test
    void areCalledOnceForWhatDependsOnNothing() {
        int[] calls = {0};
        HostFunction function = buffers -> {
            calls[0]++;
            TWICE.call(buffers);
        };
        ListBuilder list = WengertList.builder("once");
        Register x = list.input("x", Values.of(THREE, i -> i));
        list.output("y", x.add(list.fill(1, THREE).apply(new Flow.InJava(function))));
        try (Session session = Program.compile(list.build()).open()) {
            session.run();
            session.run();
            assertThat(session.tensor("y").toDoubles()).containsExactly(3, 3, 4);
        }
        assertThat(calls[0]).isEqualTo(1);
    }
}
