package dev.wengert.cli;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.WengertList;
import dev.wengert.nn.Lists;
import dev.wengert.nn.Optimizer;
import dev.wengert.nn.Recipe;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.DType;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the program that a model is. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Wengert.Version.class,
        description = "Prints the Wengert list of a model and its loss, for images of 784 pixels in 10 classes.")
final class ShowList implements Callable<Integer> {

    private static final int PIXELS = 784;
    private static final int CLASSES = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = Converters.ToCount.class,
            defaultValue = "128",
            description = "How many images at once (default: 128).")
    private int batch;

    @Option(
            names = "--dtype",
            paramLabel = "f32|f64",
            converter = Converters.ToReal.class,
            defaultValue = "f32",
            description = "The type of all numbers (default: f32).")
    private DType dtype = DType.F32;

    @Option(names = "--gradient", description = "Adds the adjoint: the gradient with respect to every parameter.")
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

    @Override
    public Integer call() {
        Optimizer rule = optimizer == null ? Optimizer.parse("adam") : optimizer;
        Recipe recipe = new Recipe(
                model.model(PIXELS, CLASSES), rule, rule.usualLearningRate(), Recipe.USUAL_DECAY, batch, dtype, 1);
        WengertList list = Lists.loss(recipe);
        if (optimizer != null) {
            list = rule.minimize(list, "loss");
        } else if (gradient) {
            list = Reverse.differentiate(list, "loss");
        }
        String text = schedule ? Program.compile(list).schedule().toString() : list.toString();
        spec.commandLine().getOut().print(text.stripTrailing() + System.lineSeparator());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
