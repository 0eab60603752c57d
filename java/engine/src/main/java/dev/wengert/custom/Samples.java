package dev.wengert.custom;

import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operator of a user's was batched over: the axes of samples that were put in front, the outermost first. As attributes,
 * their lengths, and for each a word with a letter for each operand: {@code x} where it has the axis, {@code -} where it is the
 * same for all samples.
 *
 * @param axes the axes
 */
record Samples(List<Axis> axes) {
    static final Samples NONE = new Samples(List.of());

    /** In place of an operand: a result, which every sample has one of. */
    static final int RESULT = -1;

    /** In place of an operand: what all samples use in turn. */
    static final int SHARED = -2;

    private static final String LENGTHS = "samples";
    private static final String OPERANDS = "over";

    /**
     * One axis of samples.
     *
     * @param length how many samples there are
     * @param over a letter for each operand
     */
    record Axis(long length, String over) {
        boolean isOver(int operand) {
            return over.charAt(operand) == 'x';
        }
    }

    Samples {
        axes = List.copyOf(axes);
    }

    /** These within an axis that is put in front of them. */
    Samples within(long length, boolean[] batched) {
        StringBuilder over = new StringBuilder();
        for (boolean has : batched) {
            over.append(has ? 'x' : '-');
        }
        List<Axis> all = new ArrayList<>();
        all.add(new Axis(length, over.toString()));
        all.addAll(axes);
        return new Samples(all);
    }

    boolean isEmpty() {
        return axes.isEmpty();
    }

    Map<String, Object> attributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (!isEmpty()) {
            attributes.put(
                    LENGTHS, Bounds.of(axes.stream().mapToLong(Axis::length).toArray()));
            attributes.put(
                    OPERANDS, String.join(" ", axes.stream().map(Axis::over).toList()));
        }
        return attributes;
    }

    /**
     * What {@link #attributes()} gave.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Samples of(Map<String, Object> attributes) {
        if (attributes.isEmpty()) {
            return NONE;
        }
        if (attributes.size() == 2
                && attributes.get(LENGTHS) instanceof Bounds lengths
                && attributes.get(OPERANDS) instanceof String over) {
            String[] words = over.split(" ", -1);
            if (words.length == lengths.count() && Arrays.stream(words).allMatch(word -> word.matches("[x-]+"))) {
                List<Axis> axes = new ArrayList<>();
                for (int i = 0; i < words.length; i++) {
                    axes.add(new Axis(lengths.get(i), words[i]));
                }
                return new Samples(axes);
            }
        }
        throw new IllegalArgumentException(
                "expected no attributes, or such as samples=[5], over=\"x-\", found " + attributes);
    }

    /** The operands for one sample. */
    List<TensorType> single(List<TensorType> operands) {
        List<TensorType> single = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            single.add(single(operands.get(i), i));
        }
        return single;
    }

    private TensorType single(TensorType operand, int index) {
        TensorType type = operand;
        for (Axis axis : axes) {
            if (index >= axis.over().length()) {
                throw new IllegalArgumentException(
                        "expected " + axis.over().length() + " operands, found operand " + index);
            }
            if (axis.isOver(index)) {
                Shape shape = type.shape();
                if (shape.rank() == 0 || shape.dim(0) != axis.length()) {
                    throw new IllegalArgumentException("expected operand " + index + " with " + axis.length()
                            + " samples along axis " + (operand.shape().rank() - shape.rank()) + ", found " + operand);
                }
                type = type.withShape(shape.slice(1, shape.rank()));
            }
        }
        return type;
    }

    /** The type of a result for all samples. */
    TensorType all(TensorType result) {
        TensorType type = result;
        for (Axis axis : axes.reversed()) {
            type = type.withShape(type.shape().insert(0, axis.length()));
        }
        return type;
    }

    /** How many samples there are over all axes. */
    long count() {
        return axes.stream().mapToLong(Axis::length).reduce(1, Math::multiplyExact);
    }

    /** By how many samples of an operand one step along an axis goes. */
    long stride(int axis, int operand) {
        if (!has(axes.get(axis), operand)) {
            return 0;
        }
        long stride = 1;
        for (Axis inner : axes.subList(axis + 1, axes.size())) {
            stride *= has(inner, operand) ? inner.length() : 1;
        }
        return stride;
    }

    private static boolean has(Axis axis, int operand) {
        return operand == RESULT || (operand >= 0 && axis.isOver(operand));
    }

    /** Which sample of an operand goes with a sample that is counted over all axes. */
    long index(long sample, int operand) {
        long index = 0;
        long rest = sample;
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            long length = axes.get(axis).length();
            index += rest % length * stride(axis, operand);
            rest /= length;
        }
        return index;
    }
}
