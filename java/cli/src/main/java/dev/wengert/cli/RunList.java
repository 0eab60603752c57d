package dev.wengert.cli;

import dev.wengert.inspect.Evaluated;
import dev.wengert.inspect.TraceTable;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.TensorText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a list that somebody wrote by hand, and goes back through it. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Wengert.Version.class,
        description = {
            "Evaluates a list in a text file and prints its outputs, then the value of every register beside its"
                    + " cotangent.",
            "",
            "  input x1: f64[]",
            "  input x2: f64[]",
            "  a = mul(x1, x2)",
            "  y = sin(a)",
            "  output y",
            ""
        })
final class RunList implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "The list, a statement a line.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAME=VALUE",
            description = "What inputs and parameters are: a number, or [1, 2, 3] row by row.")
    private List<String> values = List.of();

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "What cotangents are of (default: the first output of real numbers).")
    private @Nullable String output;

    @Option(
            names = "--tangent",
            paramLabel = "NAME=VALUE",
            description =
                    "Adds the tangents of all registers where that of an input is VALUE and those of others are 0.")
    private List<String> tangents = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        WengertList list = ListFile.read(file);
        try (Evaluated evaluated = Evaluated.of(list, ListFile.values(spec, list, values))) {
            for (Register register : list.outputs()) {
                out.println(register.name() + " = " + TensorText.write(evaluated.value(register.name())));
            }
            String of = output == null ? firstReal(list) : required(list, output);
            if (of != null) {
                out.print(System.lineSeparator() + TraceTable.reverse(evaluated, of));
            }
            if (!tangents.isEmpty()) {
                out.print(
                        System.lineSeparator() + TraceTable.forward(evaluated, ListFile.values(spec, list, tangents)));
            }
        }
        out.flush();
        return 0;
    }

    private static @Nullable String firstReal(WengertList list) {
        return list.outputs().stream()
                .filter(register -> register.type().dtype().isReal())
                .map(Register::name)
                .findFirst()
                .orElse(null);
    }

    private String required(WengertList list, String name) {
        if (list.find(name).filter(register -> register.type().dtype().isReal()).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--output': there is no register " + name + " of real numbers");
        }
        return name;
    }
}
