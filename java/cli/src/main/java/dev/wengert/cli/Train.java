package dev.wengert.cli;

import dev.wengert.nn.Checkpoint;
import dev.wengert.nn.Classifier;
import dev.wengert.nn.Evaluator;
import dev.wengert.nn.Optimizer;
import dev.wengert.nn.Recipe;
import dev.wengert.nn.Trainer;
import dev.wengert.nn.TrainingListener;
import dev.wengert.nn.TrainingProgress;
import dev.wengert.nn.checkpoint.CheckpointException;
import dev.wengert.nn.checkpoint.TensorFile;
import dev.wengert.nn.data.DataSet;
import dev.wengert.nn.data.Examples;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Trains a classifier and says how well it does on the test images. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Wengert.Version.class,
        description = "Trains a classifier of digits. The last line is 'test accuracy' and the part it gets right.",
        footer = {
            "",
            "Ctrl-C stops after the current step; with --checkpoint nothing is lost, and --resume goes on to the same"
                    + " bits."
        })
final class Train implements Callable<Integer> {

    private static final int USUAL_EPOCHS = 10;
    private static final String EPOCHS = "epochs";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private Wengert wengert = new Wengert(false);

    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = Converters.ToCount.class,
            description = "How many times to go through the training images (default: 10, or as the resumed run).")
    private @Nullable Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Converters.ToCount.class,
            description = "How many images a step takes (default: 128).")
    private @Nullable Integer batch;

    @Option(
            names = "--optimizer",
            paramLabel = "sgd|momentum|adam",
            converter = Converters.ToOptimizer.class,
            description = "How parameters move (default: adam).")
    private @Nullable Optimizer optimizer;

    @Option(
            names = "--lr",
            paramLabel = "X",
            converter = Converters.ToPositive.class,
            description =
                    "The learning rate of the first epoch (default: sgd 0.3, momentum 0.05, adam 0.001). Each epoch"
                            + " has 0.9 times that of the one before.")
    private @Nullable Double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Decides the first parameters and the order of images (default: 1).")
    private @Nullable Long seed;

    @Option(
            names = "--dtype",
            paramLabel = "f32|f64",
            converter = Converters.ToReal.class,
            description = "The type of all numbers (default: f32).")
    private @Nullable DType dtype;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Where to save after every epoch and when stopped (default: the resumed file, or nowhere).")
    private @Nullable Path checkpoint;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "A checkpoint to go on from. Its model and settings are taken; others may not be given.")
    private @Nullable Path resume;

    @Override
    public Integer call() {
        if (resume == null) {
            begin();
        } else {
            try (Checkpoint from = Checkpoint.read(resume)) {
                goOn(from, resume);
            }
        }
        return 0;
    }

    private void begin() {
        // A mistake in the options is found before data is read.
        model.model(1, 1);
        DataSet data = run.read();
        DType type = dtype == null ? DType.F32 : dtype;
        Optimizer rule = optimizer == null ? Optimizer.parse("adam") : optimizer;
        Recipe recipe = new Recipe(
                model.model(data.train().pixelsPerImage(), data.train().classes()),
                rule,
                learningRate == null ? rule.usualLearningRate() : learningRate,
                Recipe.USUAL_DECAY,
                batch == null ? Recipe.USUAL_BATCH : batch,
                type,
                seed == null ? 1 : seed);
        train(
                data,
                type,
                epochs == null ? USUAL_EPOCHS : epochs,
                checkpoint,
                (examples, workers) -> new Trainer(recipe, examples, workers));
    }

    private void goOn(Checkpoint from, Path file) {
        Recipe recipe = from.recipe();
        if (model.areGiven()) {
            Classifier given =
                    model.model(recipe.model().features(), recipe.model().classes());
            requireSame(file, "the model", recipe.model().describe(), given.describe());
        }
        requireSame(file, "--batch", recipe.batch(), batch);
        requireSame(file, "--optimizer", recipe.optimizer().name(), optimizer == null ? null : optimizer.name());
        requireSame(file, "--lr", recipe.learningRate(), learningRate);
        requireSame(file, "--seed", recipe.seed(), seed);
        requireSame(file, "--dtype", recipe.dtype(), dtype);
        int planned = from.note(EPOCHS).map(Integer::valueOf).orElse(USUAL_EPOCHS);
        train(
                run.read(),
                recipe.dtype(),
                epochs == null ? planned : epochs,
                checkpoint == null ? file : checkpoint,
                from::resume);
    }

    private static void requireSame(Path file, String what, Object saved, @Nullable Object given) {
        if (given != null && !given.equals(saved)) {
            throw new CheckpointException("The checkpoint " + file + " is of a run with " + what + " " + saved
                    + ", not " + given + "; leave that option out, or begin a new run without --resume.");
        }
    }

    /** Makes a trainer of examples. */
    @FunctionalInterface
    private interface Start {
        Trainer on(Examples examples, Workers workers);
    }

    private void train(DataSet data, DType type, int last, @Nullable Path file, Start start) {
        if (file != null) {
            TensorFile.requireWritable(file);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Examples train = Examples.of(data.train(), type);
                Examples test = Examples.of(data.test(), type);
                Workers workers = Workers.of(run.threads());
                Trainer trainer = start.on(train, workers);
                Evaluator evaluator = new Evaluator(trainer.recipe().model(), trainer.parameters(), test, workers);
                Interrupt interrupt = new Interrupt()) {
            describe(out, trainer, data, workers);
            Progress progress = new Progress(
                    out, wengert.isTerminal(), last, trainer.recipe().batch(), System::nanoTime);
            progress.header();
            if (trainer.isDone(last)) {
                save(file, trainer, last);
            }
            trainer.run(last, new TrainingListener() {
                @Override
                public boolean afterStep(TrainingProgress at) {
                    progress.step(at);
                    return !interrupt.isRequested();
                }

                @Override
                public void afterEpoch(TrainingProgress at) {
                    progress.epochTrained();
                    progress.epoch(at, evaluator.evaluate());
                    save(file, trainer, last);
                }
            });
            progress.clearBar();
            if (trainer.isDone(last)) {
                if (file != null) {
                    out.println("checkpoint " + file);
                }
                out.printf(
                        Locale.ROOT,
                        "test accuracy %.4f%n",
                        evaluator.evaluate().accuracy());
            } else {
                save(file, trainer, last);
                out.println("stopped after step " + trainer.progress().steps() + "; "
                        + (file == null ? "nothing was saved, use --checkpoint FILE" : "go on with --resume " + file));
            }
        }
    }

    private static void save(@Nullable Path file, Trainer trainer, int last) {
        if (file != null) {
            Checkpoint.write(file, trainer, Map.of(EPOCHS, Integer.toString(last)));
        }
    }

    private void describe(PrintWriter out, Trainer trainer, DataSet data, Workers workers) {
        Recipe recipe = trainer.recipe();
        long parameters = trainer.parameters().values().stream()
                .mapToLong(tensor -> tensor.type().size())
                .sum();
        out.printf(
                Locale.ROOT,
                "data   %s, %,d training and %,d test images%n",
                run.describe(),
                data.train().count(),
                data.test().count());
        out.printf(
                Locale.ROOT, "model  %s, %,d parameters, %s%n", recipe.model().describe(), parameters, recipe.dtype());
        out.printf(
                Locale.ROOT,
                "train  %s, learning rate %s, batch %d, seed %d, %d thread%s%n",
                recipe.optimizer().name(),
                recipe.learningRate(),
                recipe.batch(),
                recipe.seed(),
                workers.threads(),
                workers.threads() == 1 ? "" : "s");
    }
}
