package dev.wengert.list;

import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorText;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
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
 * A list {@code list body { … }} may stand within another, before an assignment that has it as an attribute ({@code body=body}).
 * The first line and the closing brace may be left out, and so may the types of results. A number stands for a constant of
 * the type of the register beside it. A {@code frozen parameter} is not trained. A line {@code adjoint:} (or primal, tangent, update) begins that {@link Part}.
 */
final class Parser {
    private static final Pattern RESULT = Pattern.compile("(\\w+)(?:\\s*:\\s*(\\w+\\s*\\[[^\\]]*\\]))?");
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z_]\\w*)\\s*=\\s*(.+)");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\s*\\((.*)\\)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*([eE][-+]?\\d+)?|\\.\\d+|Infinity|NaN)");

    private final Map<Pattern, Consumer<Matcher>> statements = new LinkedHashMap<>();
    private final Map<String, WengertList> lists = new HashMap<>();
    private final Catalogue catalogue;
    private @Nullable ListBuilder list;
    private SourceLine source = new SourceLine("text", 1);
    private @Nullable Parser inner;
    private boolean closed;

    private Parser(Catalogue catalogue) {
        this.catalogue = catalogue;
        String type = "(\\w+\\s*\\[[^\\]]*\\])";
        statement("list\\s+(\\w+)\\s*\\{", this::head);
        statement("\\}", match -> closed = true);
        statement(
                "(input|(?:frozen\\s+)?parameter)\\s+(\\w+)\\s*:\\s*" + type + "\\s*(?:=\\s*(.+))?", this::declaration);
        statement(
                "(primal|tangent|adjoint|update)\\s*:",
                match -> builder().inPart(Part.valueOf(match.group(1).toUpperCase(Locale.ROOT))));
        statement("output\\s+(\\w+)", match -> builder().output(register(match.group(1))));
        statement(
                "update\\s+(\\w+)\\s*=\\s*(\\w+)",
                match -> builder().update(register(match.group(1)), register(match.group(2))));
        statement("([^=]+)=\\s*(\\w+)\\s*\\((.*)\\)", this::assignment);
    }

    private void statement(String pattern, Consumer<Matcher> read) {
        statements.put(Pattern.compile(pattern), read);
    }

    static WengertList parse(String text, Catalogue catalogue) {
        return new Parser(catalogue).parse(text);
    }

    private WengertList parse(String text) {
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.substring(0, end(raw, '#')).strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                source = new SourceLine("text", number);
                read(line);
            } catch (IllegalArgumentException e) {
                throw new ListException("line " + number + ": " + e.getMessage(), e);
            }
        }
        if (inner != null) {
            throw new ListException("the list within " + builder().name() + " has no closing brace");
        }
        return builder().build();
    }

    private ListBuilder builder() {
        if (list == null) {
            list = WengertList.builder("list", catalogue);
            list.atSource(source);
        }
        return list;
    }

    /** A register that the text has named; those that numbers stand for have names that it cannot know. */
    private Register register(String name) {
        if (builder().isGenerated(name)) {
            throw new ListException("there is no register '" + name + "'");
        }
        return builder().register(name);
    }

    private void read(String line) {
        if (inner != null) {
            readInner(inner, line);
            return;
        }
        if (closed) {
            throw new ListException("nothing may follow the closing brace, found '" + line + "'");
        }
        if (list != null) {
            list.atSource(source);
        }
        for (Map.Entry<Pattern, Consumer<Matcher>> statement : statements.entrySet()) {
            Matcher match = statement.getKey().matcher(line);
            if (match.matches()) {
                statement.getValue().accept(match);
                return;
            }
        }
        throw new ListException("expected a statement such as 'z = add(x, y)', 'input x: f32[2]', 'output z' or "
                + "'update w = z', found '" + line + "'");
    }

    /** The first line, or that of a list within this one. */
    private void head(Matcher match) {
        if (list == null) {
            list = WengertList.builder(match.group(1), catalogue);
        } else if (lists.containsKey(match.group(1))) {
            throw new ListException("there are two lists " + match.group(1) + " within " + list.name());
        } else {
            inner = new Parser(catalogue);
            inner.head(match);
        }
    }

    private void readInner(Parser within, String line) {
        within.source = source;
        within.read(line);
        if (within.closed) {
            lists.put(within.builder().name(), within.builder().build());
            inner = null;
        }
    }

    private void declaration(Matcher match) {
        String name = match.group(2);
        TensorType type = TensorType.parse(match.group(3));
        boolean input = match.group(1).equals("input");
        Register declared;
        if (match.group(4) == null) {
            declared = input ? builder().input(name, type) : builder().parameter(name, type);
        } else {
            try (Tensor value = TensorText.read(match.group(4), type)) {
                declared = input ? builder().input(name, value) : builder().parameter(name, value);
            }
        }
        if (match.group(1).startsWith("frozen")) {
            builder().freeze(declared);
        }
    }

    /** A list of one operator, which is given with types in place of operands. */
    static WengertList parseCall(String text, Catalogue catalogue) {
        Matcher match = CALL.matcher(text.strip());
        if (!match.matches()) {
            throw new ListException(
                    "expected an operator with types, such as 'sum(f64[2,3], axes=[1])', found '" + text + "'");
        }
        String operator = match.group(1);
        Map<String, Object> attributes = new LinkedHashMap<>();
        List<TensorType> types = new Parser(catalogue)
                .arguments(operator, match.group(2), attributes).stream()
                        .map(TensorType::parse)
                        .toList();
        return WengertList.ofCall(
                WengertList.builder(operator, catalogue), catalogue.operator(operator, attributes), types);
    }

    /** The arguments of a call that are no attributes; those are put into the map. */
    private List<String> arguments(String operator, String text, Map<String, Object> attributes) {
        List<String> others = new ArrayList<>();
        for (String argument : split(text)) {
            Matcher attribute = ATTRIBUTE.matcher(argument);
            if (attribute.matches()) {
                Object value = value(attribute.group(2).strip());
                if (attributes.put(attribute.group(1), value) != null) {
                    throw new ListException(operator + ": attribute " + attribute.group(1) + " is given twice");
                }
            } else {
                others.add(argument);
            }
        }
        return others;
    }

    private void assignment(Matcher match) {
        String operator = match.group(2);
        List<Register> operands = new ArrayList<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        List<String> numbers = arguments(operator, match.group(3), attributes);
        for (String operand : numbers) {
            operands.add(operand(operand, numbers));
        }
        List<Register> results = builder().call(operator, attributes, operands);
        List<String> names = split(match.group(1));
        if (names.size() != results.size()) {
            throw new ListException(operator + " has " + results.size() + " results, found " + names.size() + " names");
        }
        for (int i = 0; i < names.size(); i++) {
            result(names.get(i), results.get(i));
        }
    }

    private Register operand(String text, List<String> all) {
        if (!NUMBER.matcher(text).matches()) {
            return register(text);
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
            throw new ListException("register '" + name + "' is said to be " + match.group(2)
                    + ", but its assignment gives " + result.type());
        }
        result.named(name);
    }

    private Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        if (text.startsWith("\"") && text.endsWith("\"") && text.length() > 1) {
            return text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        if (text.startsWith("[")) {
            return Bounds.parse(text);
        }
        if (NUMBER.matcher(text).matches()) {
            return text.matches("[-+]?\\d+") ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
        }
        WengertList named = lists.get(text);
        return named != null ? named : DType.parse(text);
    }

    /** The parts between commas that stand in no bracket and in no quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (!rest.isBlank()) {
            int end = end(rest, ',');
            String part = rest.substring(0, end).strip();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            rest = rest.substring(Math.min(rest.length(), end + 1));
        }
        return parts;
    }

    /** Where {@code mark} first stands outside of brackets and quotes, or the end of the text. */
    private static int end(String text, char mark) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                if (c == mark && (depth == 0 || mark == '#')) {
                    return i;
                }
            }
        }
        return text.length();
    }
}
