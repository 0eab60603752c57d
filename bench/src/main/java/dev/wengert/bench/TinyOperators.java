package dev.wengert.bench;

import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The time of one instruction in a schedule of instructions that have next to nothing to do. */
@SuppressWarnings("NullAway.Init") // the harness calls open()
public class TinyOperators extends Nanoseconds {
    private static final int INSTRUCTIONS = 1000;

    /** Elements of each operand. */
    @Param({"1", "8", "64"})
    public int elements;

    private Tensor x;
    private Session session;

    /** Opens the session. */
    @Setup
    public void open() {
        x = Tensor.zeros(DType.F32, elements);
        session = Program.compile(Workloads.additions(INSTRUCTIONS, elements)).open();
        session.bind("x", x);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        session.close();
        x.close();
    }

    /** All of them in one call into native code. */
    @Benchmark
    @OperationsPerInvocation(INSTRUCTIONS)
    public void oneCall() {
        session.run();
    }

    /** One call for each. */
    @Benchmark
    @OperationsPerInvocation(INSTRUCTIONS)
    public void stepwise() {
        session.runStepwise(instruction -> {});
    }
}
