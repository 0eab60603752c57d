package dev.wengert.cli;

import dev.wengert.runtime.Machine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what runs and on what. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        versionProvider = Wengert.Version.class,
        description = "Prints the machine, the instruction set and the BLAS in use, and threads.")
final class ShowMachine implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Machine machine = Machine.current();
        PrintWriter out = spec.commandLine().getOut();
        row(out, "wengert", machine.version());
        row(out, "platform", machine.platform());
        row(out, "java", Runtime.version() + ", " + System.getProperty("java.vendor"));
        row(
                out,
                "instructions",
                machine.isa() + ", of at best " + machine.bestIsa() + " (WENGERT_ISA chooses a lower set)");
        row(out, "blas", machine.blas() + " (-Dwengert.blas=PATH|none chooses another)");
        row(out, "threads", machine.processors() + " by default, as many as processors (--threads)");
        row(
                out,
                "heap",
                String.format(
                        Locale.ROOT, "at most %,d MiB", Runtime.getRuntime().maxMemory() >> 20));
        return 0;
    }

    private static void row(PrintWriter out, String what, String value) {
        out.printf(Locale.ROOT, "%-13s %s%n", what, value);
    }
}
