package dev.wengert.golden;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value in the index of golden vectors, which is there and of the kind that is asked for.
 *
 * @param value a map, list, string, number or bool
 */
record Node(Object value) {
    /** The member of that name. */
    Node at(String name) {
        return new Node(Objects.requireNonNull(object().get(name), () -> "no " + name + " in " + value));
    }

    /** Whether there is a member of that name which is not null. */
    boolean has(String name) {
        return object().get(name) != null;
    }

    /** The members in order; null where a member is. */
    Map<String, @Nullable Node> members() {
        Map<String, @Nullable Node> members = new LinkedHashMap<>();
        object().forEach((name, member) -> members.put(name, member == null ? null : new Node(member)));
        return members;
    }

    List<Node> items() {
        return ((List<?>) value).stream().map(Node::new).toList();
    }

    String text() {
        return (String) value;
    }

    /** A number; also of a bool and of an argument, which may be NaN or infinite. */
    double number() {
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof Double number) {
            return number;
        }
        if (has("f")) {
            return Double.parseDouble(at("f").text().replace("nan", "NaN").replace("inf", "Infinity"));
        }
        return at("v").number();
    }

    long whole() {
        return Math.round(number());
    }

    long[] wholes() {
        return items().stream().mapToLong(Node::whole).toArray();
    }

    /** The type of a tensor, where reals are of type {@code real}. */
    TensorType type(DType real) {
        return TensorType.of(dtype(at("dtype").text(), real), at("shape").wholes());
    }

    /** The elements that PyTorch's name stands for, where reals are of type {@code real}. */
    static DType dtype(String name, DType real) {
        return switch (name) {
            case "float64" -> real;
            case "float32" -> DType.F32;
            case "int64" -> DType.I64;
            case "int32" -> DType.I32;
            case "bool" -> DType.BOOL;
            default -> throw new UnsupportedOperationException("elements of type " + name);
        };
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> object() {
        return (Map<String, @Nullable Object>) value;
    }
}
