package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Catalogue;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Flow;
import dev.wengert.testing.Mlp;
import dev.wengert.testing.Values;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After the first runs a step allocates nothing, neither on the Java heap nor natively. */
class SteadyStateTest {
    private static final int STEPS = 1_000;

    /** Until the compiler has got rid of the last temporary object. */
    private static final int MOST_ROUNDS = 60;

    private static final WengertList LIST = Mlp.step(DType.F32, Mlp::adam);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void allocatesNothing(int threads) throws Exception {
        try (Workers workers = Workers.of(threads);
                Session session = Program.compile(LIST).open(workers)) {
            long natively = NativeMemory.allocations();
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && bytes != 0; round++) {
                // the measurement itself takes some
                bytes = heapBytes(session, STEPS) - heapBytes(session, 0);
            }
            assertThat(bytes).isZero();
            assertThat(NativeMemory.allocations()).isEqualTo(natively);
        }
    }

    @Test
    void allocatesNothingWhereEachStepBindsAnotherTensor() throws Exception {
        Tensor[] batches = new Tensor[4];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = Values.of(LIST.register("x").type(), k -> 0.01 * k);
        }
        try (Session session = Program.compile(LIST).open()) {
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && bytes != 0; round++) {
                long before = allocatedBytes();
                for (int i = 0; i < STEPS; i++) {
                    session.bind("x", batches[i % batches.length]);
                    session.run();
                }
                bytes = allocatedBytes() - before - heapBytes(session, 0);
            }
            assertThat(bytes).isZero();
        }
    }

    @Test
    void aLoopOfAThousandStepsAllocatesNothingAndNeverLeavesNativeCode() throws Exception {
        WengertList list = WengertList.parse("""
            input s: f64[4]
            input x: f64[1000,4]
            list body {
              input s: f64[4]
              input x: f64[4]
              t = mul(s, 0.5)
              z = add(t, x)
              output z
              output t
            }
            z, t = loop(s, x, body=body, carries=1, slices=1, times=1000)
            output z
            output t
            """, Catalogue.standard().with(Flow.Loop.class));
        try (Session session = Program.compile(list).open()) {
            session.bind("s", Values.of(list.register("s").type(), i -> i));
            session.bind("x", Values.of(list.register("x").type(), Math::sin));
            assertThat(session.program().schedule().instructions())
                    .hasSizeLessThan(10)
                    .allMatch(instruction -> instruction.host().isEmpty());
            long natively = NativeMemory.allocations();
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && bytes != 0; round++) {
                bytes = heapBytes(session, STEPS) - heapBytes(session, 0);
            }
            assertThat(bytes).isZero();
            assertThat(NativeMemory.allocations()).isEqualTo(natively);
        }
    }

    @Test
    void aLoopThatCallsJavaOnBuffersThatStayAllocatesNothing() throws Exception {
        ListBuilder body = WengertList.builder("body");
        Register carry = body.input("carry", DType.F64, 3);
        body.output(carry.apply(new Flow.InJava(buffers -> buffers.get(0).copyFrom(buffers.get(1)))));
        ListBuilder list = WengertList.builder("loop");
        Register start = list.input("start", Values.of(TensorType.of(DType.F64, 3), i -> i));
        list.output(list.apply(new Flow.Loop(body.build(), 1, 0, 10), List.of(start))
                .get(0));
        try (Session session = Program.compile(list.build()).open()) {
            long bytes = Long.MAX_VALUE;
            for (int round = 0; round < MOST_ROUNDS && bytes != 0; round++) {
                bytes = heapBytes(session, STEPS) - heapBytes(session, 0);
            }
            assertThat(bytes).isZero();
        }
    }

    private static long heapBytes(Session session, int steps) throws ReflectiveOperationException {
        long before = allocatedBytes();
        for (int i = 0; i < steps; i++) {
            session.run();
        }
        return allocatedBytes() - before;
    }

    /** Asks the management modules, which the engine's module does not read, by reflection. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        Object bytes = Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getCurrentThreadAllocatedBytes")
                .invoke(bean);
        return (Long) bytes;
    }

    @Test
    void givesAllMemoryBack() {
        long held = NativeMemory.heldBytes();
        for (int i = 0; i < 20; i++) {
            try (Workers workers = Workers.of(2);
                    Session session = Program.compile(LIST).open(workers)) {
                session.run();
                assertThat(NativeMemory.heldBytes()).isGreaterThan(held);
            }
        }
        assertThat(NativeMemory.heldBytes()).isEqualTo(held);
    }
}
