package dev.wengert.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Elements as text, such as {@code [1.0, 2.0]}: all of them in row-major order, so that what was written reads back. */
public final class TensorText {
    private TensorText() {}

    /** The elements in brackets, or the bare number where the tensor has no dimensions. */
    public static String write(Tensor tensor) {
        if (tensor.shape().rank() == 0) {
            return element(tensor, 0);
        }
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (long i = 0; i < tensor.type().size(); i++) {
            text.add(element(tensor, i));
        }
        return text.toString();
    }

    /**
     * A tensor of that type with the elements of {@code text}. It owns its memory.
     *
     * @throws IllegalArgumentException if an element is not of the type, or there are more or fewer than the shape has
     */
    public static Tensor read(String text, TensorType type) {
        String body = text.strip();
        if (body.startsWith("[") && body.endsWith("]")) {
            body = body.substring(1, body.length() - 1);
        }
        List<String> elements = new ArrayList<>();
        for (String element : body.split(",", -1)) {
            if (!element.isBlank()) {
                elements.add(element.strip());
            }
        }
        if (elements.size() != type.size()) {
            throw new IllegalArgumentException("a tensor " + type + " takes " + type.size() + " elements, found "
                    + elements.size() + " in '" + text + "'");
        }
        Tensor tensor = Tensor.zeros(type);
        try {
            for (int i = 0; i < elements.size(); i++) {
                set(tensor, i, elements.get(i));
            }
        } catch (NumberFormatException e) {
            tensor.close();
            throw new IllegalArgumentException("not a list of " + type.dtype() + " elements: '" + text + "'", e);
        }
        return tensor;
    }

    private static String element(Tensor tensor, long i) {
        return switch (tensor.dtype()) {
            case F32 -> Float.toString((float) tensor.getDouble(i));
            case F64 -> Double.toString(tensor.getDouble(i));
            case I32, I64 -> Long.toString(tensor.getLong(i));
            case BOOL -> Boolean.toString(tensor.getLong(i) != 0);
        };
    }

    private static void set(Tensor tensor, long i, String element) {
        switch (tensor.dtype()) {
            case F32 -> tensor.setDouble(i, Float.parseFloat(element));
            case F64 -> tensor.setDouble(i, Double.parseDouble(element));
            case I32 -> tensor.setLong(i, Integer.parseInt(element));
            case I64 -> tensor.setLong(i, Long.parseLong(element));
            case BOOL -> tensor.setLong(i, bool(element) ? 1 : 0);
        }
    }

    private static boolean bool(String element) {
        if (!element.equals("true") && !element.equals("false")) {
            throw new NumberFormatException("expected true or false, found '" + element + "'");
        }
        return element.equals("true");
    }
}
