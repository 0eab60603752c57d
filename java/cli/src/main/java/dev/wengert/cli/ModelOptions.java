package dev.wengert.cli;

import dev.wengert.nn.Classifier;
import dev.wengert.nn.Mlp;
import dev.wengert.nn.SoftmaxRegression;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which model. */
final class ModelOptions {

    /** The kinds of model, under the names that users type. */
    enum Kind {
        mlp,
        softmax
    }

    private static final List<Integer> USUAL_HIDDEN = List.of(512, 256);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--model", paramLabel = "mlp|softmax", description = "The kind of model (default: mlp).")
    private @Nullable Kind kind;

    @Option(
            names = "--hidden",
            paramLabel = "N,N,...",
            split = ",",
            hideParamSyntax = true,
            description = "Units of each hidden layer of an mlp (default: 512,256).")
    private @Nullable List<Integer> hidden;

    /** Whether the user asked for any model. */
    boolean areGiven() {
        return kind != null || hidden != null;
    }

    /** The model that was asked for. */
    Classifier model(int features, int classes) {
        if (kind == Kind.softmax) {
            if (hidden != null) {
                throw new ParameterException(
                        spec.commandLine(), "--hidden belongs to --model mlp; softmax has no hidden layers");
            }
            return new SoftmaxRegression(features, classes);
        }
        List<Integer> units = hidden == null ? USUAL_HIDDEN : hidden;
        try {
            return new Mlp(features, units, classes);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--hidden': " + e.getMessage(), e);
        }
    }
}
