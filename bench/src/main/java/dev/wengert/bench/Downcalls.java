package dev.wengert.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.TearDown;

/** What a call into native code costs: functions of the C library that have next to nothing to do. */
public class Downcalls extends Nanoseconds {
    private static final FunctionDescriptor OF_LONG =
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    private static final FunctionDescriptor OF_ADDRESS =
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
    private static final MethodHandle LABS = handle("labs", OF_LONG);
    private static final MethodHandle CRITICAL_LABS = handle("labs", OF_LONG, Linker.Option.critical(false));
    private static final MethodHandle STRLEN = handle("strlen", OF_ADDRESS);

    private final Arena confined = Arena.ofConfined();
    private final Arena shared = Arena.ofShared();
    private final MemorySegment inConfined = confined.allocateFrom("x");
    private final MemorySegment inShared = shared.allocateFrom("x");
    private long number = -1;

    private static MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... options) {
        MemorySegment function =
                Linker.nativeLinker().defaultLookup().find(name).orElseThrow();
        return Linker.nativeLinker().downcallHandle(function, type, options);
    }

    /** Closes the arenas. */
    @TearDown
    public void close() {
        confined.close();
        shared.close();
    }

    /** A whole number there and back. */
    @Benchmark
    public long number() throws Throwable {
        return (long) LABS.invokeExact(number);
    }

    /** The same without a change of the thread's state. */
    @Benchmark
    public long critical() throws Throwable {
        return (long) CRITICAL_LABS.invokeExact(number);
    }

    /** An address in an arena of this thread. */
    @Benchmark
    public long confinedAddress() throws Throwable {
        return (long) STRLEN.invokeExact(inConfined);
    }

    /** An address in an arena of all threads. */
    @Benchmark
    public long sharedAddress() throws Throwable {
        return (long) STRLEN.invokeExact(inShared);
    }
}
