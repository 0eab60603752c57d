package dev.wengert.nn;

import dev.wengert.tensor.DType;
import java.util.List;

/**
 * Everything but the data that decides the bits of a training run.
 *
 * @param model what is trained
 * @param optimizer how its parameters move
 * @param learningRate of the first epoch; finite and above 0
 * @param decay what the learning rate is multiplied by after each epoch; above 0, at most 1. It depends on no planned end, so
 *     a run that goes on longer than planned is the run that was planned longer
 * @param batch how many examples a step takes, at least 1
 * @param dtype f32 or f64
 * @param seed of the first parameters and of the order of examples
 * @param frozen how the names of the parameters begin that are not trained, such as {@code w1}
 */
public record Recipe(
        Classifier model,
        Optimizer optimizer,
        double learningRate,
        double decay,
        int batch,
        DType dtype,
        long seed,
        List<String> frozen) {

    /** The batch that is usual. */
    public static final int USUAL_BATCH = 128;

    /** The decay that is usual. */
    public static final double USUAL_DECAY = 0.9;

    /** A recipe that trains every parameter. */
    public Recipe(
            Classifier model,
            Optimizer optimizer,
            double learningRate,
            double decay,
            int batch,
            DType dtype,
            long seed) {
        this(model, optimizer, learningRate, decay, batch, dtype, seed, List.of());
    }

    /** Checks the ranges. */
    public Recipe {
        frozen = List.copyOf(frozen);
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the learning rate must be above 0 and finite, found " + learningRate);
        }
        if (!(decay > 0 && decay <= 1)) {
            throw new IllegalArgumentException("the decay must be above 0 and at most 1, found " + decay);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("a batch has at least 1 example, found " + batch);
        }
        if (!dtype.isReal()) {
            throw new IllegalArgumentException("training is in f32 or f64, not in " + dtype);
        }
    }

    /** Adam with the usual settings, f32. */
    public static Recipe of(Classifier model, long seed) {
        Optimizer adam = Optimizer.parse("adam");
        return new Recipe(model, adam, adam.usualLearningRate(), USUAL_DECAY, USUAL_BATCH, DType.F32, seed);
    }

    /** This recipe, but the parameters whose names begin so are not trained. */
    public Recipe freezing(String... prefixes) {
        return new Recipe(model, optimizer, learningRate, decay, batch, dtype, seed, List.of(prefixes));
    }

    /** The learning rate of an epoch, from 0: {@code learningRate · decayᵉ}. */
    double learningRate(int epoch) {
        return learningRate * StrictMath.pow(decay, epoch);
    }
}
