package dev.wengert.bench;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.Register;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** What an operator costs in eager mode before any arithmetic: 1,000 of 8 floats, and the record of them let go. */
public class EagerOperators extends Nanoseconds {
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
