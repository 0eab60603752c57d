package dev.wengert.nn;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;

/** The lists that training and evaluation run, as functions of a recipe. */
public final class Lists {

    private Lists() {}

    /** From a batch of examples {@code x} and labels {@code y} to {@code loss}, the mean cross-entropy. */
    public static WengertList loss(Recipe recipe) {
        Classifier model = recipe.model();
        ListBuilder list = WengertList.builder(model instanceof Mlp ? "mlp" : "softmax");
        Register x = list.input("x", recipe.dtype(), recipe.batch(), model.features());
        Register y = list.input("y", DType.I32, recipe.batch());
        Register scores = model.scores(x, recipe.seed()).named("scores");
        list.output("loss", scores.softmaxCrossEntropy(y).named("losses").mean());
        return list.build();
    }

    /**
     * From all {@code images} and {@code labels}, of which it picks the rows {@code order}, to the mean {@code loss} and the
     * number of {@code hits}.
     *
     * @param count how many examples there are
     */
    static WengertList forward(Recipe recipe, int count) {
        ListBuilder list = WengertList.builder("step");
        Register images =
                list.input("images", recipe.dtype(), count, recipe.model().features());
        Register labels = list.input("labels", DType.I32, count);
        Register order = list.input("order", DType.I32, recipe.batch());
        Register x = images.gather(order).named("x");
        Register y = labels.gather(order).named("y");
        Register scores = recipe.model().scores(x, recipe.seed()).named("scores");
        list.output("loss", scores.softmaxCrossEntropy(y).named("losses").mean());
        list.output("hits", hits(scores, y).sum());
        return list.build();
    }

    /**
     * One step of training: what {@link #forward} does, with the parameters as they were before, and then the gradients and
     * the new parameters. The learning rate is the input {@code lr}.
     */
    static WengertList step(Recipe recipe, WengertList forward) {
        ListBuilder list = forward.toBuilder();
        recipe.frozen().forEach(list::freeze);
        return recipe.optimizer().minimize(list.build(), "loss");
    }

    /**
     * One step of training for {@code count} examples: picks a batch, computes loss, hits and gradients, and updates the
     * parameters.
     */
    public static WengertList step(Recipe recipe, int count) {
        return step(recipe, forward(recipe, count));
    }

    /**
     * Predictions for {@code rows} examples of {@code count}: {@code losses} and {@code hits}, one of each for every row,
     * where a hit is 1 and a miss 0.
     */
    static WengertList evaluation(Classifier model, DType dtype, int count, int rows) {
        ListBuilder list = WengertList.builder("evaluation");
        Register images = list.input("images", dtype, count, model.features());
        Register labels = list.input("labels", DType.I32, count);
        Register order = list.input("order", DType.I32, rows);
        Register y = labels.gather(order).named("y");
        Register scores = model.scores(images.gather(order).named("x"), 0).named("scores");
        list.output("losses", scores.softmaxCrossEntropy(y));
        list.output("hits", hits(scores, y));
        return list.build();
    }

    private static Register hits(Register scores, Register y) {
        return scores.argmax(1)
                .named("guess")
                .equal(y.cast(DType.I64))
                .cast(scores.type().dtype());
    }
}
