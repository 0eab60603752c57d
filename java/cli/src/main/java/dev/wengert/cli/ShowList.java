package dev.wengert.cli;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.nn.Lists;
import dev.wengert.nn.Optimizer;
import dev.wengert.nn.Recipe;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the program that a model is, or one that somebody wrote. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Wengert.Version.class,
        description =
                "Prints a Wengert list: of a model and its loss, for images of 784 pixels in 10 classes, or of a file.")
final class ShowList implements Callable<Integer> {

    private static final int PIXELS = 784;
    private static final int CLASSES = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--file", paramLabel = "FILE", description = "A list as text, in place of a model's.")
    private @Nullable Path file;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Converters.ToCount.class,
            description = "How many images at once (default: 128).")
    private @Nullable Integer batch;

    @Option(
            names = "--dtype",
            paramLabel = "f32|f64",
            converter = Converters.ToReal.class,
            description = "The type of all numbers (default: f32).")
    private @Nullable DType dtype;

    @Option(
            names = "--gradient",
            description =
                    "Adds the adjoint: the gradient of the loss with respect to every parameter; of the first output"
                            + " of a file with respect to every parameter, or input where there is none.")
    private boolean gradient;

    @Option(
            names = "--optimizer",
            paramLabel = "sgd|momentum|adam",
            converter = Converters.ToOptimizer.class,
            description = "Adds the adjoint and the update of every parameter.")
    private @Nullable Optimizer optimizer;

    @Option(
            names = "--schedule",
            description = "Prints the planned schedule in place of the list: instructions, offsets, peak bytes.")
    private boolean schedule;

    @Option(
            names = "--memory",
            description = "Prints the memory plan in place of the list: where each buffer lies and how long it lives.")
    private boolean memory;

    @Option(names = "--java", description = "Prints the list as the source of a Java class.")
    private boolean java;

    @Override
    public Integer call() {
        if ((schedule ? 1 : 0) + (memory ? 1 : 0) + (java ? 1 : 0) > 1) {
            throw new ParameterException(spec.commandLine(), "expected one of --schedule, --memory and --java");
        }
        WengertList list = file == null ? ofModel() : ofFile(file);
        spec.commandLine().getOut().print(text(list).stripTrailing() + System.lineSeparator());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String text(WengertList list) {
        if (java) {
            return list.toJava();
        }
        if (memory) {
            return Program.compile(list).schedule().memory().toString();
        }
        return schedule ? Program.compile(list).schedule().toString() : list.toString();
    }

    private WengertList ofModel() {
        Optimizer rule = optimizer == null ? Optimizer.parse("adam") : optimizer;
        Recipe recipe = new Recipe(
                model.model(PIXELS, CLASSES),
                rule,
                rule.usualLearningRate(),
                Recipe.USUAL_DECAY,
                batch == null ? Recipe.USUAL_BATCH : batch,
                dtype == null ? DType.F32 : dtype,
                1);
        WengertList list = Lists.loss(recipe);
        if (optimizer != null) {
            return rule.minimize(list, "loss");
        }
        return gradient ? Reverse.differentiate(list, "loss") : list;
    }

    private WengertList ofFile(Path path) {
        if (batch != null || dtype != null) {
            throw new ParameterException(
                    spec.commandLine(), "--file gives the list; --batch and --dtype are of a model");
        }
        if (model.areGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--file gives the list; --model and --hidden are of a model");
        }
        if (optimizer != null) {
            throw new ParameterException(spec.commandLine(), "--file gives the list; --optimizer is of a model");
        }
        WengertList list = ListFile.read(path);
        if (!gradient) {
            return list;
        }
        if (list.outputs().isEmpty()) {
            throw new ListException(path + " has no output to differentiate");
        }
        List<Register> by = list.parameters().isEmpty() ? list.inputs() : list.parameters();
        return Reverse.differentiate(
                list,
                list.outputs().getFirst().name(),
                by.stream()
                        .filter(register -> register.type().dtype().isReal())
                        .map(Register::name)
                        .toArray(String[]::new));
    }
}
