package dev.wengert.quality.page;

import dev.wengert.list.Assignment;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Part;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Constant;
import dev.wengert.operator.elementwise.Row;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The reference page of all operators. What they compute is taken from the comments on records and from the rows of tables;
 * types, attributes and derivatives are found by asking the operators.
 */
final class OperatorsPage {
    private static final Path SOURCES = Path.of("src/main/java");

    /** Operators with such names are there for the derivatives of others. */
    private static final String PART_OF_A_DERIVATIVE = ".*_(vjp|dx|dy)(_.*)?";

    private final Comments comments = Comments.below(SOURCES);
    private final JavaForm java = new JavaForm(SOURCES);
    private final Map<String, List<Sample>> samples = SampleTable.small().stream()
            .collect(Collectors.groupingBy(Sample::operator, TreeMap::new, Collectors.toList()));

    /** The names of the operators of each package. */
    private final Map<String, List<String>> families = Catalogue.standard().names().stream()
            .sorted()
            .collect(Collectors.groupingBy(
                    name -> operator(name).getClass().getPackageName(), TreeMap::new, Collectors.toList()));

    OperatorsPage() throws IOException {}

    /** The names of all operators. */
    Set<String> names() {
        return Catalogue.standard().names();
    }

    /** How an operator is called. */
    Signature signature(String name) {
        return new Signature(operator(name), samples(name), description(name));
    }

    /** What is said of an operator, in its row or in the comment on its record. */
    Description description(String name) {
        Operator operator = operator(name);
        return Description.of(
                operator instanceof Row row
                        ? row.description()
                        : comments.of(operator.getClass().getCanonicalName()).body());
    }

    /** The whole page. */
    String text() {
        StringBuilder page = new StringBuilder();
        page.append(introduction());
        families.forEach((family, names) -> page.append("- **")
                .append(title(family))
                .append("**: ")
                .append(names.stream()
                        .map(name -> "[" + name + "](#" + name + ")")
                        .collect(Collectors.joining(" · ")))
                .append('\n'));
        page.append("\n## Where there is no derivative\n\n")
                .append(comments.of(Constant.class.getCanonicalName()).body())
                .append("\n\n## At kinks and jumps\n\n")
                .append("What PyTorch does, unless a reason is given.\n\n| operator | convention |\n| --- | --- |\n");
        families.values()
                .forEach(names -> names.forEach(name -> description(name)
                        .conventions()
                        .forEach(convention -> page.append(
                                "| [%s](#%s) | %s |\n".formatted(name, name, convention.replace("|", "\\|"))))));
        families.forEach((family, names) -> {
            page.append("\n## ").append(title(family)).append(" operators\n\n");
            page.append(comments.of(family).body()).append('\n');
            names.stream().filter(name -> !isPart(name)).forEach(name -> page.append(entry(name)));
            names.stream().filter(OperatorsPage::isPart).forEach(name -> page.append(entry(name)));
        });
        return page.toString();
    }

    private String introduction() {
        return """
            # Operators

            The %d operators of the standard catalogue. This page is made from the sources: `mvn -Ppage -pl java/engine -am test`
            writes it anew, and a test fails where it is not what they say.

            An entry begins with the operator as it stands in a list, and so in text: its operands, then its attributes with what
            they are where they are left out; those with `…` must be given. Behind that come its method in Java, if it has one,
            the element types that it takes and, behind an arrow, gives, where that is another, and its derivatives. In Java every
            operator can also be written by its name: `x.call("isnan")`, `x.call("xlogy", y)`. An example has types in place of
            operands; `java/wengert operators` takes such a call and prints the derivative by each operand as the rules write it.

            - Tensors are dense and laid out row by row; `(…, n)` is any number of dimensions and one of n. Operands of
              elementwise operators broadcast by NumPy's rule. A negative axis counts from the end.
            - *VJP and JVP* are there by every operand of real numbers, or by those that are named; they are written with
              operators again, so there are derivatives of every order. What is *written as* others stands in lists as those
              others; what is *differentiated as* others has kernels of its own for the value.
            - Every operator has a batching rule, takes tensors without elements, and gives the same bits for any number of
              threads. f32 and f64 are never mixed and nothing is converted by itself: see [cast](#cast).

            """.formatted(names().size());
    }

    private String entry(String name) {
        Description description = description(name);
        Signature signature = signature(name);
        StringBuilder entry = new StringBuilder("\n### " + name + "\n\n`" + signature + "`");
        java.of(name, signature.operands())
                .ifPresent(form -> entry.append(" · `").append(form).append('`'));
        facts(name, description, signature.operands())
                .forEach(fact -> entry.append(" · *").append(fact).append('*'));
        entry.append("\n\n").append(description.text());
        description.domains().forEach(domain -> entry.append(" **Domain:** ").append(domain));
        description
                .conventions()
                .forEach(convention -> entry.append(" **Convention:** ").append(convention));
        entry.append('\n').append(attributes(name));
        example(name)
                .ifPresent(
                        example -> entry.append("\nExample: `").append(example).append("`\n"));
        return entry.toString();
    }

    private List<String> facts(String name, Description description, List<String> operands) {
        List<String> facts = new ArrayList<>();
        if (samples(name).isEmpty()) {
            facts.add("in eager mode alone");
        } else if (!operands.isEmpty()) {
            facts.add(
                    runsLists(name)
                            ? "types as its lists have them"
                            : new ElementTypes(samples(name), operands, description.results()).toString());
            facts.add(new Derivatives(samples(name), operands).toString());
        }
        if (operator(name).overwrites() == Overwrites.VIEW) {
            facts.add("a view: no copy");
        }
        return facts;
    }

    private boolean runsLists(String name) {
        return operator(name).attributes().values().stream().anyMatch(WengertList.class::isInstance);
    }

    /**
     * A sample with types in place of operands: of single numbers where the operator goes element by element. None of an operator
     * with lists, which stand in no line.
     */
    Optional<String> example(String name) {
        boolean single = operator(name).getClass().getPackage().equals(Row.class.getPackage());
        Comparator<Sample> first = Comparator.comparing(sample -> sample.operands().stream()
                .anyMatch(operand -> operand.type().shape().size() == 0
                        || (operand.type().shape().rank() == 0) != single));
        return runsLists(name)
                ? Optional.empty()
                : samples(name).stream().min(first).map(OperatorsPage::call);
    }

    /** Such as {@code sum(f64[2,3], axes=[1])}, of which a printed list of the sample has all but the types. */
    private static String call(Sample sample) {
        String[] types =
                sample.types(DType.F64).stream().map(TensorType::toString).toArray(String[]::new);
        String statement = new Assignment(
                        sample.create(DType.F64),
                        sample.list(DType.F64).inputs(),
                        List.of(),
                        Part.PRIMAL,
                        Optional.empty())
                .statement();
        String call = statement.substring(statement.indexOf('=') + 1).strip();
        for (int i = types.length; i > 0; i--) {
            call = call.replaceFirst("\\by" + i + "\\b", types[i - 1]);
        }
        return call;
    }

    /** What is said of each attribute. */
    Map<String, String> parameters(String name) {
        return operator(name) instanceof Record record
                ? comments.of(record.getClass().getCanonicalName()).parameters()
                : Map.of();
    }

    private String attributes(String name) {
        String list = parameters(name).entrySet().stream()
                .map(attribute -> "- `" + attribute.getKey() + "`: " + attribute.getValue() + "\n")
                .collect(Collectors.joining());
        return list.isEmpty() ? "" : "\n" + list;
    }

    private Operator operator(String name) {
        List<Sample> own = samples(name);
        return own.isEmpty()
                ? Catalogue.standard().operator(name, Map.of())
                : own.get(0).create(DType.F64);
    }

    /** None where the result depends on values, so that it can only be written where they are known. */
    private List<Sample> samples(String name) {
        return samples.getOrDefault(name, List.of());
    }

    private static boolean isPart(String name) {
        return name.matches(PART_OF_A_DERIVATIVE);
    }

    private static String title(String family) {
        String name = family.substring(family.lastIndexOf('.') + 1);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
