package dev.wengert.nn;

import dev.wengert.list.Register;
import java.util.List;

/**
 * A multilayer perceptron: {@code hᵢ = relu(hᵢ₋₁·wᵢ + bᵢ)} for each hidden layer, {@code scores = h·w + b}.
 *
 * <p>Biases begin with 0. Weights begin normally distributed around 0, with the variance 2 / inputs where relu follows (K. He
 * et al., "Delving deep into rectifiers", ICCV 2015) and 1 / inputs in the last layer, which has no relu.
 *
 * @param features how many numbers an example has, at least 1
 * @param hidden how many units each hidden layer has, at least one layer of at least 1
 * @param classes how many classes there are, at least 1
 */
public record Mlp(int features, List<Integer> hidden, int classes) implements Classifier {

    /** Checks the sizes. */
    public Mlp {
        hidden = List.copyOf(hidden);
        Dense.requireSizes(features, classes);
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException(
                    "an mlp has at least one hidden layer; without any it is softmax regression");
        }
        for (int units : hidden) {
            Dense.requireSizes(units);
        }
    }

    @Override
    public Register scores(Register x, long seed) {
        Register h = x;
        int layer = 1;
        for (int units : hidden) {
            h = Dense.write(h, layer, units, 2, seed).relu().named("h" + layer);
            layer++;
        }
        return Dense.write(h, layer, classes, 1, seed);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("mlp ").append(features);
        hidden.forEach(units -> text.append('-').append(units));
        return text.append('-').append(classes).toString();
    }
}
