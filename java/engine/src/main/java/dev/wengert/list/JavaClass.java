package dev.wengert.list;

import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Writes a list as a class of Java. */
final class JavaClass {
    private static final Pattern CLASS = Pattern.compile("([A-Za-z_]\\w*\\.)*[A-Za-z_]\\w*");

    /** More numbers make a method too long for a class file. */
    private static final long MOST_DEFAULTS = 1024;

    private final WengertList list;
    private final JavaNames names;
    private final JavaBody body;
    private final List<String> components = new ArrayList<>();
    private final List<String> results = new ArrayList<>();

    private JavaClass(WengertList list) {
        this.list = list;
        this.names = new JavaNames(list);
        this.body = new JavaBody(names, 0);
    }

    static String write(WengertList list, String className) {
        if (!CLASS.matcher(className).matches()) {
            throw new IllegalArgumentException(
                    "expected the name of a class such as org.example.Triangle, found '" + className + "'");
        }
        WengertList simple = decomposed(list);
        requireForms(simple);
        return new JavaClass(simple).text(className);
    }

    /** What an operator is written as instead of being said itself. */
    private static Optional<UnaryOperator<List<Register>>> others(Operator operator) {
        Optional<JavaForm> form = operator.inJava();
        if (form.isPresent()) {
            return form.get() instanceof JavaForm.Others others
                    ? Optional.of(y -> List.of(others.write().apply(y)))
                    : Optional.empty();
        }
        return operator instanceof Composite composite ? Optional.of(composite::decompose) : Optional.empty();
    }

    /** With decompositions in place of the operators that have one and no form of their own. */
    private static WengertList decomposed(WengertList list) {
        if (list.assignments().stream()
                .allMatch(assignment -> others(assignment.operator()).isEmpty())) {
            return list;
        }
        ListBuilder builder = WengertList.builder(list.name(), list.catalogue());
        Copies copies = new Copies();
        builder.declare(list, copies);
        for (Assignment assignment : list.assignments()) {
            List<Register> operands = copies.of(assignment.operands());
            List<Register> written = builder.writing(
                    assignment.part(),
                    () -> builder.anew(() -> builder.derivedFrom(
                            assignment,
                            () -> others(assignment.operator())
                                    .orElse(y -> builder.apply(assignment.operator(), y))
                                    .apply(operands))));
            for (int i = 0; i < written.size(); i++) {
                Register result = written.get(i);
                Register own = builder.isGenerated(result.name()) ? result : result.alias();
                copies.put(assignment.result(i), own.named(assignment.result(i).name()));
            }
        }
        list.outputs().forEach(output -> builder.output(copies.of(output)));
        list.updates().forEach((parameter, next) -> builder.update(copies.of(parameter), copies.of(next)));
        return decomposed(builder.build());
    }

    private static void requireForms(WengertList list) {
        Set<String> missing = new TreeSet<>();
        for (Assignment assignment : list.assignments()) {
            if (assignment.operator().inJava().isEmpty()) {
                missing.add(assignment.operator().name());
            }
        }
        if (!missing.isEmpty()) {
            throw new ListException("list " + list.name() + " cannot be said in Java: there is no Java form of "
                    + String.join(", ", missing));
        }
    }

    private String text(String className) {
        int dot = className.lastIndexOf('.');
        String simple = className.substring(dot + 1);
        if (dot > 0) {
            body.line("package " + className.substring(0, dot) + ";");
            body.line("");
        }
        body.line("/** The Wengert list " + list.name() + ". Tensors are arrays of their elements, row by row. */");
        body.block("public final class " + simple, () -> {
            body.line("private " + simple + "() {}");
            body.line("");
            collectResults();
            body.line("/** What the list computes. */");
            body.line("public record Outputs(" + String.join(", ", components) + ") {}");
            body.line("");
            evaluate();
            if (list.declarations().stream()
                    .anyMatch(register -> register.defaultValue().isPresent())) {
                body.line("");
                evaluateWithDefaults();
            }
        });
        return body.toString();
    }

    private void collectResults() {
        for (Register output : list.outputs()) {
            component(type(output) + " " + names.of(output), names.of(output));
        }
        list.updates()
                .forEach((parameter, next) ->
                        component(type(next) + " " + names.free("next_" + names.of(parameter)), names.of(next)));
    }

    private void component(String declaration, String value) {
        components.add(declaration);
        results.add(value);
    }

    private void evaluate() {
        body.line("/** "
                + list.declarations().stream()
                        .map(Register::toString)
                        .collect(Collectors.joining(", ", "Of ", ""))
                        .strip()
                + ". */");
        body.block("public static Outputs evaluate(" + parameters(register -> true) + ")", () -> {
            Part part = Part.PRIMAL;
            for (Assignment assignment : list.assignments()) {
                if (assignment.part() != part) {
                    part = assignment.part();
                    body.line("// " + part.name().toLowerCase(Locale.ROOT));
                }
                assignment.operator().inJava().orElseThrow().write(assignment, body);
            }
            body.line("return new Outputs(" + String.join(", ", results) + ");");
        });
    }

    private void evaluateWithDefaults() {
        body.line("/** With the default values of the list. */");
        body.block(
                "public static Outputs evaluate("
                        + parameters(register -> register.defaultValue().isEmpty()) + ")",
                () -> body.line("return evaluate("
                        + list.declarations().stream()
                                .map(register -> register.defaultValue()
                                        .map(value -> constant(register, value))
                                        .orElse(names.of(register)))
                                .collect(Collectors.joining(", "))
                        + ");"));
    }

    private String parameters(Function<Register, Boolean> which) {
        return list.declarations().stream()
                .filter(which::apply)
                .map(register -> type(register) + " " + names.of(register))
                .collect(Collectors.joining(", "));
    }

    private static String type(Register register) {
        return JavaBody.type(register.type().dtype()) + (JavaBody.isScalar(register) ? "" : "[]");
    }

    private static String constant(Register register, Tensor value) {
        if (value.type().size() > MOST_DEFAULTS) {
            throw new ListException("the default value of " + register + " has more than " + MOST_DEFAULTS
                    + " elements, too many for Java source; declare it without one");
        }
        String elements = LongStream.range(0, value.type().size())
                .mapToObj(i -> JavaBody.literal(value, i))
                .collect(Collectors.joining(", "));
        return JavaBody.isScalar(register) ? elements : "new " + type(register) + " {" + elements + "}";
    }
}
