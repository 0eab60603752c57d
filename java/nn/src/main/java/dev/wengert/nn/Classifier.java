package dev.wengert.nn;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/** A model that gives an example one score for each class. Immutable; the values of its parameters live elsewhere. */
public sealed interface Classifier extends Vocabulary permits SoftmaxRegression, Mlp {

    /** How many numbers an example has. */
    int features();

    /** How many classes there are. */
    int classes();

    /**
     * Declares the parameters and writes what computes the scores: {@code (rows, features) → (rows, classes)}.
     *
     * @param x the examples, f32 or f64; the parameters are of the same type
     * @param seed decides the values that the parameters begin with
     */
    Register scores(Register x, long seed);

    /** The kind of model and its sizes, such as {@code mlp 784-512-256-10}; {@link #parse} reads it back. */
    String describe();

    /**
     * Reads what {@link #describe()} wrote.
     *
     * @throws IllegalArgumentException if it describes no model
     */
    static Classifier parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length == 2) {
            List<Integer> sizes = new ArrayList<>();
            for (String size : words[1].split("-", -1)) {
                sizes.add(Integer.valueOf(size));
            }
            int last = sizes.size() - 1;
            if (words[0].equals("softmax") && last == 1) {
                return new SoftmaxRegression(sizes.get(0), sizes.get(1));
            }
            if (words[0].equals("mlp") && last > 1) {
                return new Mlp(sizes.get(0), sizes.subList(1, last), sizes.get(last));
            }
        }
        throw new IllegalArgumentException(
                "expected a model such as 'mlp 784-512-256-10' or 'softmax 784-10', found '" + text + "'");
    }
}
