package dev.wengert.cli;

import dev.wengert.runtime.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that the others belong to. */
@Command(
        name = "wengert",
        description = "Trains networks on the CPU with automatic differentiation.",
        subcommands = {
            Train.class,
            Evaluate.class,
            ShowMachine.class,
            ShowList.class,
            RunList.class,
            ShowOperators.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Wengert.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the job failed", "2:wrong usage"})
final class Wengert implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Adds the stack trace to an error.")
    private boolean verbose;

    private final boolean terminal;

    Wengert(boolean terminal) {
        this.terminal = terminal;
    }

    boolean isVerbose() {
        return verbose;
    }

    /** Whether the output is a terminal, on which lines may be overwritten. */
    boolean isTerminal() {
        return terminal;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: train, eval, info, list, run or operators");
    }

    /** Asks the native library, which is what runs, and so only when it is asked. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"wengert " + Machine.current().version()};
        }
    }
}
