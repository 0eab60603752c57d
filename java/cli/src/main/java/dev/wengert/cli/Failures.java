package dev.wengert.cli;

import dev.wengert.list.ListException;
import dev.wengert.nn.TrainingException;
import dev.wengert.nn.checkpoint.CheckpointException;
import dev.wengert.nn.data.DataException;
import dev.wengert.runtime.RunException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes of whatever goes wrong one line on the error stream, and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler, IExecutionStrategy {

    private static final String NOT_ENOUGH_MEMORY =
            "There is not enough memory; close other programs, choose a smaller "
                    + "model, or allow Java more with JAVA_TOOL_OPTIONS=-Xmx4g.";

    /** What is left to say when there is no memory to say it with: a line that exists already. */
    static final String NO_MEMORY_AT_ALL = "wengert: " + NOT_ENOUGH_MEMORY;

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + sentence(explain(e)) + " See '" + name + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String explain(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage());
        }
        String what = unmatched.isUnknownOption() ? "Unknown option " : "Unknown argument ";
        List<String> suggestions = unmatched.getSuggestions();
        return what + "'" + unmatched.getUnmatched().get(0) + "'"
                + (suggestions.isEmpty()
                        ? ""
                        : suggestions.stream().limit(3).collect(Collectors.joining(" or ", "; did you mean ", "?")));
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
        Throwable failure = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + oneLine(explain(failure)));
        if (isVerbose(command)) {
            failure.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /** Errors go the way of exceptions: too little memory or a missing library is no reason for a stack trace. */
    @Override
    public int execute(ParseResult arguments) {
        try {
            return new RunLast().execute(arguments);
        } catch (Error e) {
            List<CommandLine> commands = arguments.asCommandLineList();
            throw new ExecutionException(commands.get(commands.size() - 1), "the command failed", e);
        }
    }

    private static String explain(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case DataException data -> message;
            case CheckpointException checkpoint -> message;
            case TrainingException training -> message;
            case RunException run -> message;
            case ListException list -> message;
            case OutOfMemoryError memory -> NOT_ENOUGH_MEMORY;
            case LinkageError linkage ->
                "A native library cannot be used (" + rootMessage(linkage)
                        + "); correct the property that names it, or build Wengert again.";
            default ->
                "This should not have happened (" + failure.getClass().getSimpleName() + ": " + message
                        + "); run it again with --verbose and report what it prints.";
        };
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static boolean isVerbose(CommandLine command) {
        CommandLine top = command;
        while (top.getParent() != null) {
            top = top.getParent();
        }
        return top.getCommandSpec().userObject() instanceof Wengert wengert && wengert.isVerbose();
    }

    private static String sentence(String message) {
        String line = oneLine(message);
        return line.endsWith("?") || line.endsWith(".") ? line : line + ".";
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
