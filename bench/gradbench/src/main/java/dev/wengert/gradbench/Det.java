package dev.wengert.gradbench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wengert.differentiate.Derivatives;
import dev.wengert.list.Register;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The determinant by expansion by minors, along the first row of each minor. The minors of the last k rows are computed for all
 * choices of k columns at once, from those of the last k − 1 rows; so each is computed once, {@code n 2ⁿ⁻¹} products in all,
 * where a recursion comes to the same minors again and again.
 */
final class Det {
    static final Module MODULE = new Module(
            "det",
            Map.of(
                    "primal",
                    Module.compiled((list, input) ->
                            list.output("det", det(list.input("a", input.get("A")), layers(list, input)))),
                    "gradient",
                    Module.compiled((list, input) -> {
                        Register a = list.input("a", input.get("A"));
                        List<Layer> layers = layers(list, input);
                        list.output(
                                "da",
                                Derivatives.grad((Register x) -> det(x, layers)).apply(a));
                    })));

    private Det() {}

    /**
     * How minors of k rows follow from those of k − 1, for each choice of k columns, {@code (choices, k)}.
     *
     * @param elements the positions in the matrix of the elements of the first row
     * @param minors the positions of the minors without that row and their column
     * @param signs by turns 1 and −1, {@code (k)}
     */
    private record Layer(Register elements, Register minors, Register signs) {}

    private static Register det(Register a, List<Layer> layers) {
        Register minors = a.builder().fill(1, a.type().withShape(Shape.of(1)));
        for (Layer layer : layers) {
            minors = a.gather(layer.elements())
                    .mul(minors.gather(layer.minors()))
                    .mul(layer.signs())
                    .sum(1);
        }
        return minors.reshape();
    }

    private static List<Layer> layers(Recording list, JsonNode input) {
        int n = input.get("ell").intValue();
        List<Layer> layers = new ArrayList<>();
        Map<Integer, Integer> before = Map.of(0, 0);
        for (int k = 1; k <= n; k++) {
            Map<Integer, Integer> positions = new HashMap<>();
            List<Integer> choices = new ArrayList<>();
            for (int columns = 0; columns < 1 << n; columns++) {
                if (Integer.bitCount(columns) == k) {
                    positions.put(columns, choices.size());
                    choices.add(columns);
                }
            }
            layers.add(layer(list, n, k, choices, before));
            before = positions;
        }
        return layers;
    }

    private static Layer layer(Recording list, int n, int k, List<Integer> choices, Map<Integer, Integer> before) {
        int[] elements = new int[choices.size() * k];
        int[] minors = new int[choices.size() * k];
        double[] signs = new double[k];
        int at = 0;
        for (int columns : choices) {
            for (int column = 0, j = 0; column < n; column++) {
                if ((columns & 1 << column) != 0) {
                    elements[at] = (n - k) * n + column;
                    minors[at++] = before.getOrDefault(columns ^ 1 << column, -1);
                    signs[j] = j % 2 == 0 ? 1 : -1;
                    j++;
                }
            }
        }
        Shape shape = Shape.of(choices.size(), k);
        return new Layer(
                list.input("elements" + k, Tensor.of(shape, elements)),
                list.input("minors" + k, Tensor.of(shape, minors)),
                list.input("signs" + k, Tensor.of(Shape.of(k), signs)));
    }
}
