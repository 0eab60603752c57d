package dev.wengert.bench;

import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.runtime.Workers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A training step of the MLP 784-512-256-10 at batch 128 in f32 with SGD, in samples per second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@SuppressWarnings("NullAway.Init") // the harness calls open()
public class TrainingStep {
    /** Threads of a run. */
    @Param({"1", "2"})
    public int threads;

    private final Workloads.MlpInputs inputs = Workloads.MlpInputs.random();
    private final Program program = Program.compile(Workloads.mlpStep());
    private Workers workers;
    private Session session;

    /** Opens the session. */
    @Setup
    public void open() {
        workers = Workers.of(threads);
        session = program.open(workers);
        inputs.bindTo(session);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        session.close();
        workers.close();
        inputs.close();
    }

    /** One step. */
    @Benchmark
    @OperationsPerInvocation(Workloads.BATCH)
    public void step() {
        session.run();
    }
}
