package dev.wengert.testing;

import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Einstein's summation by its definition: one loop over all values of all indices. */
public final class SumOfProducts {
    private SumOfProducts() {}

    /** The elements of the result, which has shape {@code result}. */
    public static double[] compute(String pattern, List<Tensor> y, Shape result) {
        String[] sides = pattern.replace(" ", "").split("->", -1);
        String[] terms = sides[0].split(",", -1);
        List<String> names = new ArrayList<>();
        Map<Character, Long> sizes = new HashMap<>();
        for (int i = 0; i < terms.length; i++) {
            Shape shape = y.get(i).shape();
            names.add(numbered(terms[i], shape.rank()));
            for (int axis = 0; axis < shape.rank(); axis++) {
                sizes.merge(names.get(i).charAt(axis), shape.dim(axis), (a, b) -> a == 1 ? b : a);
            }
        }
        String output = sides.length > 1 ? numbered(sides[1], result.rank()) : implicit(String.join("", names));
        char[] indices = new char[sizes.size()];
        long[] lengths = new long[indices.length];
        long count = 1;
        for (char name : sizes.keySet()) {
            int i = new String(indices).indexOf(0);
            indices[i] = name;
            lengths[i] = sizes.get(name);
            count *= lengths[i];
        }
        double[] sums = new double[Math.toIntExact(result.size())];
        String all = new String(indices);
        for (long i = 0; i < count; i++) {
            long[] at = Call.coordinates(i, Shape.of(lengths));
            double product = 1;
            for (int j = 0; j < names.size(); j++) {
                product *= y.get(j).getDouble(position(names.get(j), y.get(j).shape(), all, at));
            }
            sums[(int) position(output, result, all, at)] += product;
        }
        return sums;
    }

    private static long position(String names, Shape shape, String all, long[] at) {
        long[] own = new long[names.length()];
        for (int axis = 0; axis < own.length; axis++) {
            own[axis] = at[all.indexOf(names.charAt(axis))];
        }
        return Call.index(own, shape);
    }

    /** Three dots written as digits, the last of which is 0. */
    private static String numbered(String term, int rank) {
        StringBuilder digits = new StringBuilder();
        for (int i = rank - term.replace("...", "").length() - 1; i >= 0; i--) {
            digits.append(i);
        }
        return term.replace("...", digits);
    }

    private static String implicit(String all) {
        StringBuilder output = new StringBuilder();
        for (char digit = '9'; digit >= '0'; digit--) {
            output.append(all.indexOf(digit) < 0 ? "" : Character.toString(digit));
        }
        for (char letter = 'A'; letter <= 'z'; letter++) {
            boolean once = all.indexOf(letter) >= 0 && all.indexOf(letter) == all.lastIndexOf(letter);
            output.append(once ? Character.toString(letter) : "");
        }
        return output.toString();
    }
}
