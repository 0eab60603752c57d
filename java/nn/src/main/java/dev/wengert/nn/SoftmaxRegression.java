package dev.wengert.nn;

import dev.wengert.list.Register;

/**
 * Multinomial logistic regression: {@code scores = x·w1 + b1}. It begins with zeros, where the loss, being convex, leads to
 * the same minimum as from anywhere.
 *
 * @param features how many numbers an example has, at least 1
 * @param classes how many classes there are, at least 1
 */
public record SoftmaxRegression(int features, int classes) implements Classifier {

    /** Checks the sizes. */
    public SoftmaxRegression {
        Dense.requireSizes(features, classes);
    }

    @Override
    public Register scores(Register x, long seed) {
        return Dense.write(x, 1, classes, 0, seed);
    }

    @Override
    public String describe() {
        return "softmax " + features + "-" + classes;
    }
}
