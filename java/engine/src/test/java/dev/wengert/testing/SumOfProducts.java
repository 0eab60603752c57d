package dev.wengert.testing;

import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        String all = sizes.keySet().stream().map(String::valueOf).collect(Collectors.joining());
        long[] lengths = all.chars().mapToLong(name -> sizes.get((char) name)).toArray();
        double[][] values = y.stream().map(Tensor::toDoubles).toArray(double[][]::new);
        int[][] steps = new int[y.size() + 1][];
        for (int i = 0; i < y.size(); i++) {
            steps[i] = steps(names.get(i), y.get(i).shape(), all);
        }
        steps[y.size()] = steps(output, result, all);
        double[] sums = new double[Math.toIntExact(result.size())];
        if (Arrays.stream(lengths).allMatch(length -> length > 0)) {
            add(values, steps, lengths, sums);
        }
        return sums;
    }

    /** Goes through all values of all indices as a counter does, the last one fastest. */
    private static void add(double[][] values, int[][] steps, long[] lengths, double[] sums) {
        long[] at = new long[lengths.length];
        int[] places = new int[steps.length];
        while (true) {
            double product = 1;
            for (int i = 0; i < values.length; i++) {
                product *= values[i][places[i]];
            }
            sums[places[values.length]] += product;
            int index = at.length - 1;
            while (index >= 0 && ++at[index] == lengths[index]) {
                at[index] = 0;
                move(places, steps, index, 1 - lengths[index]);
                index--;
            }
            if (index < 0) {
                return;
            }
            move(places, steps, index, 1);
        }
    }

    private static void move(int[] places, int[][] steps, int index, long by) {
        for (int i = 0; i < places.length; i++) {
            places[i] += (int) (steps[i][index] * by);
        }
    }

    /** How far an element lies from the next as each index grows by one; 0 along axes of length 1, which broadcast. */
    private static int[] steps(String names, Shape shape, String all) {
        int[] steps = new int[all.length()];
        long[] strides = shape.strides();
        for (int axis = 0; axis < strides.length; axis++) {
            steps[all.indexOf(names.charAt(axis))] += shape.dim(axis) == 1 ? 0 : (int) strides[axis];
        }
        return steps;
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
