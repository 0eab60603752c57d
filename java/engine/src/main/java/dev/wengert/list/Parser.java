package dev.wengert.list;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorText;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list from text, one statement a line; {@code #} begins a comment.
 *
 * <pre>{@code
 * list square {
 *   input x1: f64[]
 *   parameter w: f64[] = 2.0
 *   z1 = add(x1, x1)
 *   z2: f64[] = mul(z1, w)
 *   z3 = sum(z2, axes=[], keepDims=false)
 *   output z3
 *   update w = z2
 * }
 * }</pre>
 *
 * The first line and the closing brace may be left out, and so may the types of results. A number stands for a constant of
 * the type of the register beside it. A line {@code adjoint:} (or primal, tangent, update) begins that {@link Part}.
 */
final class Parser {
    private static final Pattern HEAD = Pattern.compile("list\\s+(\\w+)\\s*\\{");
    private static final Pattern DECLARATION =
            Pattern.compile("(input|parameter)\\s+(\\w+)\\s*:\\s*(\\w+\\s*\\[[^\\]]*\\])\\s*(?:=\\s*(.+))?");
    private static final Pattern PART = Pattern.compile("(primal|tangent|adjoint|update)\\s*:");
    private static final Pattern OUTPUT = Pattern.compile("output\\s+(\\w+)");
    private static final Pattern UPDATE = Pattern.compile("update\\s+(\\w+)\\s*=\\s*(\\w+)");
    private static final Pattern ASSIGNMENT = Pattern.compile("([^=]+)=\\s*(\\w+)\\s*\\((.*)\\)");
    private static final Pattern RESULT = Pattern.compile("(\\w+)(?:\\s*:\\s*(\\w+\\s*\\[[^\\]]*\\]))?");
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z_]\\w*)\\s*=\\s*(.+)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*([eE][-+]?\\d+)?|\\.\\d+|Infinity|NaN)");

    private final Catalogue catalogue;
    private @Nullable ListBuilder list;

    private Parser(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static WengertList parse(String text, Catalogue catalogue) {
        return new Parser(catalogue).parse(text);
    }

    private WengertList parse(String text) {
        int number = 0;
        boolean closed = false;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.replaceFirst("#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                if (closed) {
                    throw new ListException("nothing may follow the closing brace, found '" + line + "'");
                }
                closed = statement(line, new SourceLine("text", number));
            } catch (IllegalArgumentException e) {
                throw new ListException("line " + number + ": " + e.getMessage(), e);
            }
        }
        builder().atSource(null);
        return builder().build();
    }

    private ListBuilder builder() {
        if (list == null) {
            list = WengertList.builder("list", catalogue);
        }
        return list;
    }

    /** Reads one statement; true if it was the closing brace. */
    private boolean statement(String line, SourceLine source) {
        Matcher head = HEAD.matcher(line);
        if (head.matches()) {
            if (list != null) {
                throw new ListException("'list' must be the first line");
            }
            list = WengertList.builder(head.group(1), catalogue);
            return false;
        }
        builder().atSource(Optional.of(source));
        Matcher match;
        if (line.equals("}")) {
            return true;
        } else if ((match = DECLARATION.matcher(line)).matches()) {
            declaration(match);
        } else if ((match = PART.matcher(line)).matches()) {
            builder().inPart(Part.valueOf(match.group(1).toUpperCase(Locale.ROOT)));
        } else if ((match = OUTPUT.matcher(line)).matches()) {
            builder().output(builder().register(match.group(1)));
        } else if ((match = UPDATE.matcher(line)).matches()) {
            builder().update(builder().register(match.group(1)), builder().register(match.group(2)));
        } else if ((match = ASSIGNMENT.matcher(line)).matches()) {
            assignment(match.group(1), match.group(2), match.group(3));
        } else {
            throw new ListException("expected a statement such as 'z = add(x, y)', 'input x: f32[2]', 'output z' or "
                    + "'update w = z', found '" + line + "'");
        }
        return false;
    }

    private void declaration(Matcher match) {
        String name = match.group(2);
        TensorType type = TensorType.parse(match.group(3));
        boolean input = match.group(1).equals("input");
        if (match.group(4) == null) {
            Register ignored = input ? builder().input(name, type) : builder().parameter(name, type);
            return;
        }
        try (Tensor value = TensorText.read(match.group(4), type)) {
            Register ignored = input ? builder().input(name, value) : builder().parameter(name, value);
        }
    }

    private void assignment(String left, String operator, String arguments) {
        List<Register> operands = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (String argument : split(arguments)) {
            Matcher attribute = ATTRIBUTE.matcher(argument);
            if (attribute.matches()) {
                attributes.put(attribute.group(1), value(attribute.group(2).strip()));
            } else {
                numbers.add(argument);
            }
        }
        for (String operand : numbers) {
            operands.add(operand(operand, numbers));
        }
        List<Register> results = builder().call(operator, attributes, operands);
        List<String> names = split(left);
        if (names.size() != results.size()) {
            throw new ListException(operator + " has " + results.size() + " results, found " + names.size() + " names");
        }
        for (int i = 0; i < names.size(); i++) {
            result(names.get(i), results.get(i));
        }
    }

    private Register operand(String text, List<String> all) {
        if (!NUMBER.matcher(text).matches()) {
            return builder().register(text);
        }
        DType dtype = all.stream()
                .flatMap(other -> builder().find(other).stream())
                .findFirst()
                .map(register -> register.type().dtype())
                .orElseThrow(() -> new ListException("a number needs a register beside it, found " + all));
        return builder().fill(Double.parseDouble(text), TensorType.of(dtype));
    }

    private void result(String text, Register result) {
        Matcher match = RESULT.matcher(text);
        if (!match.matches()) {
            throw new ListException("expected a name such as z or z: f32[2], found '" + text + "'");
        }
        String name = match.group(1);
        if (builder().find(name).filter(other -> other != result).isPresent()
                && !builder().isGenerated(name)) {
            throw new ListException("register '" + name + "' is assigned twice");
        }
        if (match.group(2) != null && !TensorType.parse(match.group(2)).equals(result.type())) {
            throw new ListException("register '" + name + "' is said to be " + match.group(2) + ", but its assignment gives "
                    + result.type());
        }
        result.named(name);
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        if (text.startsWith("\"") && text.endsWith("\"") && text.length() > 1) {
            return text.substring(1, text.length() - 1);
        }
        if (text.startsWith("[")) {
            return numbers(text);
        }
        if (NUMBER.matcher(text).matches()) {
            return text.matches("[-+]?\\d+") ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
        }
        return DType.parse(text);
    }

    /** A list of whole numbers: a shape, or axes where one is negative. */
    private static Object numbers(String text) {
        return text.contains("-") ? Axes.parse(text) : Shape.parse(text);
    }

    /** The parts between commas that stand in no bracket. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '[') {
                depth++;
            } else if (c == ']') {
                depth--;
            } else if (c == ',' && (depth == 0 || i == text.length())) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }
}
