package dev.wengert.bench;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Register;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.List;
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

/** What an operator costs in eager mode before any arithmetic: 1,000 of 8 floats, and the record of them let go. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class EagerOperators {
    private static final int OPERATORS = 1000;

    private final Tensor values = Tensor.zeros(DType.F32, 8);
    private final Eager eager = Eager.open();

    /** Closes it. */
    @TearDown
    public void close() {
        eager.close();
        values.close();
    }

    /** Forward. */
    @Benchmark
    @OperationsPerInvocation(OPERATORS)
    public double forward() {
        eager.clear();
        Register x = eager.input("x", values);
        return write(x).value().getDouble(0);
    }

    /** Forward and back: the time for each operator of the forward pass. */
    @Benchmark
    @OperationsPerInvocation(OPERATORS)
    public double forwardAndBack() {
        eager.clear();
        Register x = eager.input("x", values);
        return Reverse.gradients(write(x), List.of(x)).get(0).value().getDouble(0);
    }

    private static Register write(Register x) {
        Register y = x;
        for (int i = 0; i < OPERATORS; i++) {
            y = y.mul(x);
        }
        return y;
    }
}
