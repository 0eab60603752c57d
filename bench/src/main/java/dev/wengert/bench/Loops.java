package dev.wengert.bench;

import dev.wengert.control.ControlFlow;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The time of one step of a loop over single numbers, {@code s ← s + x}: what control flow costs beside an addition. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class Loops {
    private static final int STEPS = 1000;

    private final Tensor first = Tensor.zeros(DType.F32);
    private final Tensor all = Tensor.zeros(DType.F32, STEPS);
    private final Session scan = open(true);
    private final Session unrolled = open(false);

    private Session open(boolean loops) {
        ListBuilder list = WengertList.builder("sum");
        Register s = list.input("s", DType.F32);
        Register x = list.input("x", DType.F32, STEPS);
        if (loops) {
            list.output(ControlFlow.fold(s, x, Register::add));
        } else {
            Register sum = s;
            for (int step = 0; step < STEPS; step++) {
                sum = sum.add(x.select(0, step));
            }
            list.output(sum);
        }
        Session opened = Program.compile(list.build()).open();
        opened.bind("s", first);
        opened.bind("x", all);
        return opened;
    }

    /** Closes the sessions. */
    @TearDown
    public void close() {
        scan.close();
        unrolled.close();
        first.close();
        all.close();
    }

    /** A step of a loop. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void step() {
        scan.run();
    }

    /** A step that is written out. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public void writtenOut() {
        unrolled.run();
    }
}
