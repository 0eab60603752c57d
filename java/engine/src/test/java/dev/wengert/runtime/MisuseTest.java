package dev.wengert.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.Arena;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What users may do wrong with sessions, tensors and workers: each time an exception that says how to mend it. */
class MisuseTest {
    private static final WengertList LIST = WengertList.parse("""
        list f {
          input x: f64[2]
          input c: f64[2] = [1, 2]
          parameter p: f64[2] = [3, 4]
          h = mul(x, p)
          y = tanh(h)
          n = add(p, c)
          output y
          update p = n
        }
        """);

    private static final Program PROGRAM = Program.compile(LIST);

    private static void refuses(ThrowingCallable call, Class<? extends Exception> type, String... expected) {
        assertThatThrownBy(call).isInstanceOf(type).hasMessageContainingAll(expected);
    }

    private static Tensor pair() {
        return Tensor.of(Shape.of(2), 1.0, 2.0);
    }

    @Test
    void runBeforeInputsAreBound() {
        try (Session session = PROGRAM.open()) {
            refuses(session::run, IllegalStateException.class, "x: f64[2]", "not bound");
            refuses(() -> session.runStepwise(i -> {}), IllegalStateException.class, "not bound");
            refuses(() -> session.tensor("x"), IllegalStateException.class, "x: f64[2]", "bind a tensor first");
        }
    }

    @Test
    void useAfterClose() {
        Session session = PROGRAM.open();
        try (Tensor x = pair()) {
            session.bind("x", x);
            Tensor y = session.tensor("y");
            session.close();
            session.close();
            refuses(session::run, IllegalStateException.class, "list f", "closed");
            refuses(() -> session.runStepwise(i -> {}), IllegalStateException.class, "closed");
            refuses(() -> session.bind("x", x), IllegalStateException.class, "closed");
            refuses(() -> session.tensor("y"), IllegalStateException.class, "closed");
            refuses(() -> session.value("y"), IllegalStateException.class, "closed");
            refuses(y::toDoubles, IllegalStateException.class, "closed");
        }
    }

    @Test
    void bindWhatDoesNotFit() {
        try (Session session = PROGRAM.open();
                Tensor shape = Tensor.zeros(DType.F64, 3);
                Tensor dtype = Tensor.zeros(DType.F32, 2);
                Tensor x = pair()) {
            refuses(() -> session.bind("x", shape), IllegalArgumentException.class, "f64[2] for x of list f", "f64[3]");
            refuses(() -> session.bind("x", dtype), IllegalArgumentException.class, "f32[2]");
            refuses(() -> session.bind("y", x), IllegalArgumentException.class, "y: f64[2]", "computed");
            refuses(() -> session.bind("h", x), IllegalArgumentException.class, "h of list f", "make it an output");
            refuses(() -> session.bind("q", x), IllegalArgumentException.class, "no register 'q'", "x");
        }
    }

    @Test
    void readWhatIsNotKept() {
        try (Session session = PROGRAM.open()) {
            refuses(
                    () -> session.tensor("h"),
                    IllegalArgumentException.class,
                    "not kept after a run; make it an output");
            refuses(() -> session.value("y"), IllegalStateException.class, "f64[2] is not a single number");
        }
    }

    @Test
    void updateWhatCanOnlyBeRead() {
        try (Tensor x = pair();
                Tensor p = pair();
                Session session = PROGRAM.open()) {
            session.bind("x", x.readOnly());
            session.run();
            refuses(() -> session.bind("p", p.readOnly()), IllegalArgumentException.class, "p can only be read");
            refuses(() -> x.readOnly().setDouble(0, 1), RuntimeException.class, "read");
        }
    }

    @Test
    void closeATensorThatIsBound() {
        Tensor first = pair();
        Tensor second = pair();
        try (Session session = PROGRAM.open()) {
            session.bind("x", first);
            refuses(first::close, IllegalStateException.class, "bound to a session");
            session.bind("x", second);
            first.close();
        }
        second.close();
        refuses(second::toDoubles, IllegalStateException.class, "closed");
    }

    @Test
    void closeATensorWhoseRowsAreBound() {
        Tensor table = Tensor.zeros(DType.F64, 3, 2);
        try (Session session = PROGRAM.open()) {
            session.bind("x", table.rows(1, 2).view(0, TensorType.of(DType.F64, 2)));
            refuses(table::close, IllegalStateException.class, "bound");
            session.run();
        }
        table.close();
    }

    @Test
    void bindAClosedTensor() {
        Tensor x = pair();
        x.close();
        try (Session session = PROGRAM.open()) {
            refuses(() -> session.bind("x", x), IllegalStateException.class, "closed");
        }
    }

    @Test
    void closeAnArenaThatIsBound() {
        try (Session session = PROGRAM.open()) {
            try (Arena arena = Arena.ofShared()) {
                session.bind("x", Tensor.wrap(arena.allocate(16, 64), TensorType.of(DType.F64, 2)));
                session.run();
            }
            refuses(session::run, IllegalStateException.class, "arena is closed");
            refuses(() -> session.runStepwise(i -> {}), IllegalStateException.class, "arena is closed");
            try (Tensor x = pair()) {
                session.bind("x", x);
                session.run();
                session.bind("x", Tensor.constant(x));
            }
        }
    }

    @Test
    void bindMemoryThatIsConfinedToAnotherThread() throws Exception {
        try (Arena arena = Arena.ofConfined();
                Session session = PROGRAM.open()) {
            Tensor x = Tensor.wrap(arena.allocate(16, 64), TensorType.of(DType.F64, 2));
            session.bind("x", x);
            refuses(
                    () -> elsewhere(() -> session.bind("x", x)),
                    IllegalArgumentException.class,
                    "confined to another thread",
                    "Arena.ofShared()");
        }
    }

    @Test
    void bindWhatTheSessionItselfWrites() {
        try (Session session = PROGRAM.open()) {
            refuses(
                    () -> session.bind("x", session.tensor("y")),
                    IllegalArgumentException.class,
                    "the tensor for x is a value of this session",
                    "bind a copy");
            refuses(() -> session.bind("x", session.tensor("p")), IllegalArgumentException.class, "of this session");
        }
    }

    @Test
    void bindAnUpdatedParameterAndAnInputToTheSameMemory() {
        try (Tensor shared = pair();
                Tensor x = pair();
                Session session = PROGRAM.open()) {
            session.bind("x", shared);
            refuses(() -> session.bind("p", shared), IllegalArgumentException.class, "p and x share memory");
            session.bind("x", x);
            session.bind("p", shared);
            refuses(() -> session.bind("c", shared), IllegalArgumentException.class, "c and p share memory");
            session.bind("c", x);
            session.bind("p", shared);
        }
    }

    @Test
    void closeASessionWhoseOutputAnotherOneReads() {
        Session first = PROGRAM.open();
        try (Session second = PROGRAM.open()) {
            second.bind("x", first.tensor("y"));
            refuses(first::close, IllegalStateException.class, "bound to a session");
        }
        first.close();
    }

    @Test
    void useASessionFromTwoThreads() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        try (Tensor x = pair();
                Session session = PROGRAM.open()) {
            session.bind("x", x);
            Thread other = Thread.ofPlatform()
                    .start(() -> session.runStepwise(instruction -> {
                        running.countDown();
                        await(refused);
                    }));
            running.await();
            refuses(session::run, IllegalStateException.class, "another thread", "open one for each thread");
            refuses(() -> session.bind("x", x), IllegalStateException.class, "another thread");
            refuses(session::close, IllegalStateException.class, "in use");
            refused.countDown();
            other.join();
            session.run();
        }
    }

    @Test
    void runASessionFromItsOwnStepwiseRun() {
        try (Tensor x = pair();
                Session session = PROGRAM.open()) {
            session.bind("x", x);
            refuses(() -> session.runStepwise(i -> session.run()), IllegalStateException.class, "using this session");
            Runnable close = session::close;
            refuses(() -> session.runStepwise(i -> close.run()), IllegalStateException.class, "in use");
            session.run();
        }
    }

    @Test
    void workersOutOfRange() {
        for (int threads : new int[] {0, -1, 1025}) {
            refuses(() -> Workers.of(threads), IllegalArgumentException.class, "1 to 1024 threads, found " + threads);
        }
    }

    @Test
    void closeWorkersThatAreInUse() {
        for (int threads : new int[] {1, 3}) {
            Workers workers = Workers.of(threads);
            try (Session session = PROGRAM.open(workers)) {
                assertThat(session.program()).isSameAs(PROGRAM);
                refuses(workers::close, IllegalStateException.class, "1 open session uses these workers");
            }
            workers.close();
            workers.close();
            refuses(() -> PROGRAM.open(workers), IllegalStateException.class, "workers are closed");
        }
    }

    /** What another thread throws when it does that, or nothing. */
    private static void elsewhere(Runnable body) throws Exception {
        FutureTask<Void> task = new FutureTask<>(body, null);
        Thread.ofPlatform().start(task);
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
