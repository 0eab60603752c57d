package dev.wengert.golden;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call in Python, each found by its position or by its name. A position of −1 is none: such an argument is
 * given by name only. What is absent or None gives the value for otherwise.
 */
final class Arguments {
    private final List<Node> byPosition;
    private final Map<String, @Nullable Node> byName;
    private final Operands operands;

    Arguments(List<Node> byPosition, Map<String, @Nullable Node> byName, Operands operands) {
        this.byPosition = byPosition;
        this.byName = byName;
        this.operands = operands;
    }

    /** The type of real elements in this run. */
    DType real() {
        return operands.real();
    }

    /** The list that is written. */
    ListBuilder list() {
        return operands.list();
    }

    /** Whether the argument is given and is not None. */
    boolean has(int at, String name) {
        return find(at, name) != null;
    }

    /** Whether the argument is a tensor. */
    boolean isTensor(int at) {
        Node node = find(at, "");
        return node != null && node.has("t");
    }

    /** The tensor at a position; a number becomes a real tensor without dimensions. */
    Register x(int at) {
        return x(at, "");
    }

    /** The tensor at a position or of a name; a number becomes a real tensor without dimensions. */
    Register x(int at, String name) {
        return Objects.requireNonNull(optional(at, name), () -> "no argument " + at + " or " + name);
    }

    /** The tensor at a position or of a name, null if it is absent or None. */
    @Nullable
    Register optional(int at, String name) {
        Node node = find(at, name);
        if (node == null) {
            return null;
        }
        return node.has("t") ? operands.of(node) : operands.list().fill(node.number(), TensorType.of(real()));
    }

    /** The tensors in the list at a position. */
    List<Register> tensors(int at) {
        return require(at, "").at("list").items().stream().map(operands::of).toList();
    }

    /** The elements of a tensor argument, as PyTorch reads them. */
    double[] elements(Register tensor) {
        return operands.elements(tensor);
    }

    double number(int at, String name, double otherwise) {
        Node node = find(at, name);
        return node == null ? otherwise : node.number();
    }

    double number(String name, double otherwise) {
        return number(-1, name, otherwise);
    }

    /** A whole number, which may also be given as a tensor without dimensions. */
    long whole(int at, String name, long otherwise) {
        Node node = find(at, name);
        if (node != null && node.has("t")) {
            return (long) elements(operands.of(node))[0];
        }
        return node == null ? otherwise : node.whole();
    }

    long whole(String name, long otherwise) {
        return whole(-1, name, otherwise);
    }

    /** A number of an axis. */
    int axis(int at, String name, int otherwise) {
        return Math.toIntExact(whole(at, name, otherwise));
    }

    /** Whole numbers, or one alone. */
    long[] wholes(int at, String name, long... otherwise) {
        Node node = find(at, name);
        if (node == null) {
            return otherwise;
        }
        return node.has("list") ? node.at("list").wholes() : new long[] {node.whole()};
    }

    /** Axes, or one alone; none where the argument is absent. */
    int[] axes(int at, String name) {
        long[] wholes = wholes(at, name);
        int[] axes = new int[wholes.length];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = Math.toIntExact(wholes[i]);
        }
        return axes;
    }

    boolean truth(int at, String name, boolean otherwise) {
        Node node = find(at, name);
        return node == null ? otherwise : node.number() != 0;
    }

    boolean truth(String name, boolean otherwise) {
        return truth(-1, name, otherwise);
    }

    /** Whether an argument is a word, as {@code padding} may be {@code 'same'} instead of numbers. */
    boolean isWord(int at, String name) {
        Node node = find(at, name);
        return node != null && node.has("v") && node.at("v").value() instanceof String;
    }

    String word(int at, String name, String otherwise) {
        Node node = find(at, name);
        return node == null ? otherwise : node.at("v").text();
    }

    String word(String name, String otherwise) {
        return word(-1, name, otherwise);
    }

    /** An element type given by name, null if it is absent. */
    @Nullable
    DType dtype(String name) {
        Node node = find(-1, name);
        return node == null ? null : Node.dtype(node.at("dtype").text(), real());
    }

    private Node require(int at, String name) {
        return Objects.requireNonNull(find(at, name), () -> "no argument " + at + " or " + name);
    }

    private @Nullable Node find(int at, String name) {
        Node node = at >= 0 && at < byPosition.size() ? byPosition.get(at) : byName.get(name);
        return node == null || node.has("none") ? null : node;
    }
}
