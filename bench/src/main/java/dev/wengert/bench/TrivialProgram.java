package dev.wengert.bench;

import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/** What a call costs before any arithmetic: a program of one addition of 8 elements. */
public class TrivialProgram extends Nanoseconds {
    private static final int ELEMENTS = 8;

    private final Tensor[] inputs = {Tensor.zeros(DType.F32, ELEMENTS), Tensor.zeros(DType.F32, ELEMENTS)};
    private final Session session = bound();
    private int turn;

    private Session bound() {
        Session opened = Program.compile(Workloads.additions(1, ELEMENTS)).open();
        opened.bind("x", inputs[0]);
        return opened;
    }

    /** Closes the session. */
    @TearDown
    public void close() {
        session.close();
        for (Tensor input : inputs) {
            input.close();
        }
    }

    /** A run on the same input. */
    @Benchmark
    public void run() {
        session.run();
    }

    /** A run on another input than before. */
    @Benchmark
    public void bindAndRun() {
        session.bind("x", inputs[turn ^= 1]);
        session.run();
    }

    /** A run on another input than before, whose first element is read back. */
    @Benchmark
    public double bindRunAndRead() {
        session.bind("x", inputs[turn ^= 1]);
        session.run();
        return session.tensor("y").getDouble(0);
    }
}
