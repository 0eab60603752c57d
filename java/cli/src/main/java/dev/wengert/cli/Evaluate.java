package dev.wengert.cli;

import dev.wengert.nn.Checkpoint;
import dev.wengert.nn.Evaluation;
import dev.wengert.nn.Evaluator;
import dev.wengert.nn.data.Examples;
import dev.wengert.runtime.Workers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how well a saved model does on the test images. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Wengert.Version.class,
        description = "Counts what a saved model gets right among the test images.")
final class Evaluate implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            required = true,
            description = "What 'train --checkpoint' wrote.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Checkpoint checkpoint = Checkpoint.read(file);
                Examples test =
                        Examples.of(run.read().test(), checkpoint.recipe().dtype());
                Workers workers = Workers.of(run.threads());
                Evaluator evaluator = checkpoint.evaluator(test, workers)) {
            Evaluation evaluation = evaluator.evaluate();
            out.printf(Locale.ROOT, "data   %s, %,d test images%n", run.describe(), test.count());
            out.println("model  " + checkpoint.recipe().model().describe());
            out.printf(Locale.ROOT, "test loss %.4f%n", evaluation.meanLoss());
            out.printf(Locale.ROOT, "test accuracy %.4f%n", evaluation.accuracy());
        }
        return 0;
    }
}
