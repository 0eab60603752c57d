package dev.wengert.list;

import dev.wengert.tensor.TensorText;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Writes a list in the text that {@link Parser} reads. */
final class Printer {
    /** Default values of more elements are left out, with a comment. */
    private static final long SHOWN = 64;

    private Printer() {}

    static String print(WengertList list, boolean withSource) {
        StringBuilder text = new StringBuilder("list " + list.name() + " {\n");
        for (Register register : list.declarations()) {
            line(text, register.role().name().toLowerCase(Locale.ROOT) + " " + register + defaultOf(register));
        }
        Part part = Part.PRIMAL;
        for (Assignment assignment : list.assignments()) {
            if (assignment.part() != part) {
                part = assignment.part();
                text.append(part.name().toLowerCase(Locale.ROOT)).append(":\n");
            }
            String source =
                    withSource ? assignment.source().map(line -> "  # " + line).orElse("") : "";
            line(text, assignment(assignment) + source);
        }
        for (Register output : list.outputs()) {
            line(text, "output " + output.name());
        }
        list.updates().forEach((parameter, next) -> line(text, "update " + parameter.name() + " = " + next.name()));
        return text.append("}\n").toString();
    }

    /** Such as {@code z: f32[2] = sum(x, axes=[0])}. */
    private static String assignment(Assignment assignment) {
        StringJoiner arguments = new StringJoiner(", ", assignment.operator().name() + "(", ")");
        assignment.operands().forEach(operand -> arguments.add(operand.name()));
        for (Map.Entry<String, Object> attribute :
                assignment.operator().attributes().entrySet()) {
            if (!Attributes.isDefault(assignment.operator(), attribute.getKey(), attribute.getValue())) {
                arguments.add(attribute.getKey() + "=" + value(attribute.getValue()));
            }
        }
        return assignment.results().stream().map(Register::toString).collect(Collectors.joining(", ")) + " = "
                + arguments;
    }

    private static String value(Object value) {
        return value instanceof String text ? '"' + text.replaceAll("([\"\\\\])", "\\\\$1") + '"' : value.toString();
    }

    private static String defaultOf(Register register) {
        return register.defaultValue()
                .map(value ->
                        value.type().size() <= SHOWN ? " = " + TensorText.write(value) : "  # with a default value")
                .orElse("");
    }

    private static void line(StringBuilder text, String line) {
        text.append("  ").append(line).append('\n');
    }
}
