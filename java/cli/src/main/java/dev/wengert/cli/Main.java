package dev.wengert.cli;

import java.io.Console;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Where the command line begins. Exit codes: 0 done, 1 the job failed, 2 wrong usage. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(run(isTerminal(), out, err, arguments));
    }

    /** Without a terminal, some releases of the JDK give no console and others one that says so. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /**
     * Runs one command.
     *
     * @param terminal whether {@code out} is a terminal, on which lines may be overwritten
     * @return the exit code
     */
    static int run(boolean terminal, PrintWriter out, PrintWriter err, String... arguments) {
        Failures failures = new Failures();
        Wengert wengert = new Wengert(terminal);
        CommandLine commands = new CommandLine(wengert)
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(terminal)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(failures);
        try {
            return commands.execute(arguments);
        } catch (OutOfMemoryError e) {
            // Memory was too short even to report that it is.
            err.println(Failures.NO_MEMORY_AT_ALL);
            return 1;
        }
    }
}
