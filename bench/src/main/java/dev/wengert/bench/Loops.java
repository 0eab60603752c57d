package dev.wengert.bench;

import dev.wengert.control.ControlFlow;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** The time of one step of a loop over single numbers, {@code s ← s + x}: what control flow costs beside an addition. */
public class Loops extends Nanoseconds {
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
