package dev.wengert.operator.product;

import dev.wengert.operator.Require;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of a sum of products such as {@code "b...ij,jk->b...ik"}, with what {@code ...} stands for in a number of
 * operands.
 *
 * @param operands for each operand the names of its axes
 * @param result the names of the result's axes
 */
record Subscripts(List<String> operands, String result) {
    private static final String ARROW = "->";
    private static final String DOTS = "...";

    /** Names of axes that come from {@code ...}: this one is the last, the next one stands before it. No letter is among them. */
    private static final char UNNAMED = '\uE000';

    /**
     * Reads a pattern for operands of these types.
     *
     * @throws IllegalArgumentException if they do not fit; the message names the pattern, the operand and what was expected
     */
    static Subscripts of(String pattern, List<TensorType> types) {
        try {
            return read(pattern.replace(" ", ""), types);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pattern \"" + pattern + "\": " + e.getMessage(), e);
        }
    }

    private static Subscripts read(String pattern, List<TensorType> types) {
        int arrow = pattern.indexOf(ARROW);
        String left = arrow < 0 ? pattern : pattern.substring(0, arrow);
        String right = arrow < 0 ? null : pattern.substring(arrow + ARROW.length());
        List<String> terms = Arrays.asList(left.split(",", -1));
        Require.that(
                terms.size() == types.size(),
                "expected " + terms.size() + " operand" + (terms.size() == 1 ? "" : "s") + ", found " + types.size());
        List<String> operands = new ArrayList<>();
        Map<Character, Long> sizes = new TreeMap<>();
        for (int i = 0; i < types.size(); i++) {
            String operand = "operand " + (i + 1);
            Require.real(operand, types.get(i));
            Require.that(
                    types.get(i).dtype() == types.get(0).dtype(),
                    "element types differ: " + types.get(0) + " and " + types.get(i) + "; cast one of them");
            operands.add(named(terms.get(i), operand, types.get(i)));
            unite(operands.get(i), types.get(i).shape(), operand, sizes);
        }
        return new Subscripts(operands, result(right, operands));
    }

    /** The names of an operand's axes, with names for those under {@code ...}. */
    private static String named(String term, String operand, TensorType type) {
        requireNames(term, operand);
        int letters = term.replace(DOTS, "").length();
        int rank = type.shape().rank();
        boolean open = term.contains(DOTS);
        Require.that(
                open ? rank >= letters : rank == letters,
                "expected " + operand + " with " + (open ? "at least " : "") + letters + " dimension"
                        + (letters == 1 ? "" : "s") + " for '" + term + "', found " + type);
        return term.replace(DOTS, unnamed(rank - letters));
    }

    private static void requireNames(String term, String where) {
        String names = term.replaceFirst("\\.\\.\\.", "");
        Require.that(
                names.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')),
                "expected letters and at most one ... for " + where + ", found '" + term + "'");
    }

    /** Checks the lengths of an operand's axes against those that were found before. */
    private static void unite(String names, Shape shape, String operand, Map<Character, Long> sizes) {
        for (int axis = 0; axis < names.length(); axis++) {
            char name = names.charAt(axis);
            String what = name < UNNAMED ? "axis " + name : "axes under ...";
            long size = shape.dim(axis);
            long twin = shape.dim(names.indexOf(name));
            Require.that(
                    size == twin,
                    "expected " + what + ", named twice, of one length in " + operand + ", found " + twin + " and "
                            + size);
            long known = sizes.getOrDefault(name, 1L);
            Require.that(
                    known == 1 || size == 1 || size == known,
                    "expected " + what + " of length " + known + " or 1 in " + operand + ", found " + size);
            sizes.put(name, known == 1 ? size : known);
        }
    }

    private static String result(@Nullable String given, List<String> operands) {
        String all = String.join("", operands);
        String unnamed = unnamed(
                (int) all.chars().filter(name -> name >= UNNAMED).distinct().count());
        if (given == null) {
            return unnamed
                    + all.chars()
                            .filter(name -> name < UNNAMED && all.indexOf(name) == all.lastIndexOf(name))
                            .sorted()
                            .mapToObj(Character::toString)
                            .collect(Collectors.joining());
        }
        requireNames(given, "the result");
        for (char name : given.replace(DOTS, "").toCharArray()) {
            Require.that(
                    given.indexOf(name) == given.lastIndexOf(name),
                    "expected each axis once in the result, found " + name + " twice");
            Require.that(all.indexOf(name) >= 0, "expected axes of operands in the result, found " + name);
        }
        return given.replace(DOTS, unnamed);
    }

    private static String unnamed(int count) {
        StringBuilder names = new StringBuilder();
        for (int i = count - 1; i >= 0; i--) {
            names.append((char) (UNNAMED + i));
        }
        return names.toString();
    }
}
