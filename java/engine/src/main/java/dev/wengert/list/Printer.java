package dev.wengert.list;

import dev.wengert.tensor.TensorText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Writes a list in the text that {@link Parser} reads. A list that is an attribute stands before the first use of it. */
final class Printer {
    /** Default values of more elements are left out, with a comment. */
    private static final long SHOWN = 64;

    private static final String INDENT = "  ";

    private final StringBuilder text;
    private final String indent;
    private final boolean withSource;
    private final Map<WengertList, String> within = new HashMap<>();

    private Printer(StringBuilder text, String indent, boolean withSource) {
        this.text = text;
        this.indent = indent;
        this.withSource = withSource;
    }

    static String print(WengertList list, boolean withSource) {
        StringBuilder text = new StringBuilder();
        new Printer(text, "", withSource).print(list.name(), list);
        return text.toString();
    }

    private void print(String name, WengertList list) {
        text.append(indent).append("list ").append(name).append(" {\n");
        for (Register register : list.declarations()) {
            String frozen = list.frozen().contains(register) ? "frozen " : "";
            line(frozen + register.role().name().toLowerCase(Locale.ROOT) + " " + register + defaultOf(register));
        }
        Part part = Part.PRIMAL;
        for (Assignment assignment : list.assignments()) {
            if (assignment.part() != part) {
                part = assignment.part();
                text.append(indent).append(part.name().toLowerCase(Locale.ROOT)).append(":\n");
            }
            assignment.operator().attributes().values().forEach(this::define);
            String source =
                    withSource ? assignment.source().map(at -> "  # " + at).orElse("") : "";
            line(assignment(assignment) + source);
        }
        for (Register output : list.outputs()) {
            line("output " + output.name());
        }
        list.updates().forEach((parameter, next) -> line("update " + parameter.name() + " = " + next.name()));
        text.append(indent).append("}\n");
    }

    /** Writes a list that is an attribute, once, under its name or one that is free. */
    private void define(Object attribute) {
        if (attribute instanceof WengertList list && !within.containsKey(list)) {
            String name = list.name();
            for (int i = 2; within.containsValue(name); i++) {
                name = list.name() + "_" + i;
            }
            within.put(list, name);
            new Printer(text, indent + INDENT, withSource).print(name, list);
        }
    }

    /** Such as {@code z: f32[2] = sum(x, axes=[0])}. */
    private String assignment(Assignment assignment) {
        return assignment.results().stream().map(Register::toString).collect(Collectors.joining(", ")) + " = "
                + call(assignment);
    }

    /** Such as {@code z = sum(x, axes=[0])}. */
    static String statement(Assignment assignment) {
        return assignment.results().stream().map(Register::name).collect(Collectors.joining(", ")) + " = "
                + new Printer(new StringBuilder(), "", false).call(assignment);
    }

    private String call(Assignment assignment) {
        StringJoiner arguments = new StringJoiner(", ", assignment.operator().name() + "(", ")");
        assignment.operands().forEach(operand -> arguments.add(operand.name()));
        for (Map.Entry<String, Object> attribute :
                assignment.operator().attributes().entrySet()) {
            if (!Attributes.isDefault(assignment.operator(), attribute.getKey(), attribute.getValue())) {
                arguments.add(attribute.getKey() + "=" + value(attribute.getValue()));
            }
        }
        return arguments.toString();
    }

    private String value(Object value) {
        if (value instanceof WengertList list) {
            return within.getOrDefault(list, list.name());
        }
        return value instanceof String word ? '"' + word.replaceAll("([\"\\\\])", "\\\\$1") + '"' : value.toString();
    }

    private static String defaultOf(Register register) {
        return register.defaultValue()
                .map(value ->
                        value.type().size() <= SHOWN ? " = " + TensorText.write(value) : "  # with a default value")
                .orElse("");
    }

    private void line(String line) {
        text.append(indent).append(INDENT).append(line).append('\n');
    }
}
