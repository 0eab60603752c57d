package dev.wengert.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Arguments as Python prints them, read into the form that the arguments of samples have. Of tensors, printed whole or as
 * {@code 'tensor(2, 3):torch.int64'}, only shape and type are kept; shapes come in order from a list beside the text. Where
 * the text is cut off in a tensor, the tensors of all shapes that are left follow.
 */
final class Literal {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:'tensor\\([^']*\\):torch\\.(\\w+)'|'([^']*)'|torch\\.(\\w+)|(tensor\\()|(True|False|None)|(-?[\\d.]+(?:e[-+]?\\d+)?)|(.))",
            Pattern.DOTALL);
    private static final Pattern DTYPE = Pattern.compile("dtype=torch\\.(\\w+)");

    private final String text;
    private final List<Node> shapes;
    private final Matcher token;
    private int tensors;
    private boolean cut;

    private Literal(String text, List<Node> shapes, int first) {
        this.text = text;
        this.shapes = shapes;
        this.token = TOKEN.matcher(text);
        this.tensors = first;
    }

    /** The arguments by position and by name of a call that PyTorch rejects. */
    static Arguments arguments(Node error, Operands operands) {
        List<Node> shapes = error.at("shapes").items();
        Literal byPosition = new Literal(error.at("args").text(), shapes, 0);
        List<Node> positions = byPosition.value().at("list").items();
        Map<String, @Nullable Node> names = new LinkedHashMap<>();
        Literal byName = new Literal(error.at("kwargs").text(), shapes, byPosition.tensors);
        byName.value().members().forEach(names::put);
        return new Arguments(positions, names, operands);
    }

    private Node value() {
        next();
        return valueAtToken();
    }

    private Node valueAtToken() {
        if (token.group(1) != null) {
            return tensor(token.group(1));
        }
        if (token.group(2) != null) {
            return new Node(Map.of("v", token.group(2)));
        }
        if (token.group(3) != null) {
            return new Node(Map.of("dtype", token.group(3)));
        }
        if (token.group(4) != null) {
            return printedTensor();
        }
        if (token.group(5) != null) {
            return new Node(
                    token.group(5).equals("None")
                            ? Map.of("none", true)
                            : Map.of("v", token.group(5).equals("True")));
        }
        if (token.group(6) != null) {
            return new Node(Map.of("v", Double.valueOf(token.group(6))));
        }
        return token.group(7).equals("{") ? object() : list(token.group(7).equals("(") ? ")" : "]");
    }

    private Node list(String end) {
        List<Object> items = new ArrayList<>();
        for (next(); !cut && !end.equals(token.group(7)); next()) {
            if (!",".equals(token.group(7))) {
                items.add(valueAtToken().value());
            }
        }
        while (cut && tensors < shapes.size()) {
            items.add(tensor("float32").value());
        }
        return new Node(Map.of("list", items));
    }

    private Node object() {
        Map<String, Object> members = new LinkedHashMap<>();
        for (next(); !cut && !"}".equals(token.group(7)); next()) {
            if (!",".equals(token.group(7))) {
                String name = token.group(2);
                next();
                members.put(name, value().value());
            }
        }
        return new Node(members);
    }

    private Node printedTensor() {
        int from = token.end();
        int depth = 1;
        int at = from;
        for (; depth > 0 && at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        cut = depth > 0;
        token.region(at, text.length());
        Matcher dtype = DTYPE.matcher(text.substring(from, at));
        return tensor(dtype.find() ? dtype.group(1) : "float32");
    }

    private Node tensor(String dtype) {
        int number = tensors++;
        return new Node(Map.of("t", "e" + number, "shape", shapes.get(number).value(), "dtype", dtype));
    }

    private void next() {
        if (!cut && !token.find()) {
            throw new IllegalStateException("no end of " + text);
        }
    }
}
