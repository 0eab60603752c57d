package dev.wengert.bench.peers;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stops processes and lets them go on. */
public final class Signals {
    private static final boolean LINUX = System.getProperty("os.name").equals("Linux");
    private static final int STOP = LINUX ? 19 : 17;
    private static final int CONTINUE = LINUX ? 18 : 19;
    private static final MethodHandle KILL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().find("kill").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Signals() {}

    /**
     * Returns when the process has stopped, which takes some microseconds. Asks again and again, because the system lets stopped
     * processes go on when the shell that they were started from ends.
     */
    public static void stop(long process) throws IOException {
        do {
            send(process, STOP);
            Thread.onSpinWait();
        } while (LINUX && state(process) != 'T');
    }

    /** Lets a process go on. */
    public static void proceed(long process) throws IOException {
        send(process, CONTINUE);
    }

    /** The letter behind the name, which is in parentheses and may contain any. */
    private static char state(long process) throws IOException {
        String line = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
        return line.charAt(line.lastIndexOf(')') + 2);
    }

    private static void send(long process, int signal) throws IOException {
        int status;
        try {
            status = (int) KILL.invokeExact((int) process, signal);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        if (status != 0) {
            throw new IOException("process " + process + " has ended");
        }
    }
}
