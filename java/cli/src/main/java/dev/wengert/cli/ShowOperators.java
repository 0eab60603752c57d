package dev.wengert.cli;

import dev.wengert.inspect.Formulation;
import dev.wengert.list.Catalogue;
import dev.wengert.operator.Reference;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what operators there are, and of one what it computes. */
@Command(
        name = "operators",
        mixinStandardHelpOptions = true,
        versionProvider = Wengert.Version.class,
        description =
                "Prints the names of all operators, or what one of them computes and its derivative by each operand.")
final class ShowOperators implements Callable<Integer> {

    private static final int WIDTH = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "An operator, such as log_softmax, or a part of its name, or a call with types in place of"
                    + " operands, such as 'sum(f64[2,3], axes=[1])'.")
    private @Nullable String name;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(name == null ? wrapped(all("")) : entry(name));
        out.flush();
        return 0;
    }

    private String entry(String operator) {
        if (operator.contains("(")) {
            return rules(operator);
        }
        Optional<String> described = Reference.of(operator);
        if (described.isPresent()) {
            return described.get()
                    + Reference.example(operator)
                            .map(call ->
                                    "\n\n" + Formulation.of(call).toString().stripTrailing())
                            .orElse("");
        }
        Set<String> similar = all(operator);
        if (similar.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "There is no operator " + operator);
        }
        return similar.size() == 1 ? entry(similar.iterator().next()) : wrapped(similar);
    }

    private String rules(String call) {
        try {
            return Formulation.of(call).toString().stripTrailing();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The names that contain a text. */
    private static Set<String> all(String part) {
        return Catalogue.standard().names().stream()
                .filter(operator -> operator.contains(part))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String wrapped(Set<String> names) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String operator : names) {
            boolean fits = column + 1 + operator.length() <= WIDTH;
            text.append(text.isEmpty() ? "" : fits ? " " : System.lineSeparator())
                    .append(operator);
            column = (fits ? column + 1 : 0) + operator.length();
        }
        return text.toString();
    }
}
