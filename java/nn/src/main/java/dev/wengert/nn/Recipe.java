package dev.wengert.nn;

import dev.wengert.tensor.DType;

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
 */
public record Recipe(
        Classifier model, Optimizer optimizer, double learningRate, double decay, int batch, DType dtype, long seed) {

    /** The batch that is usual. */
    public static final int USUAL_BATCH = 128;

    /** The decay that is usual. */
    public static final double USUAL_DECAY = 0.9;

    /** Checks the ranges. */
    public Recipe {
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

    /** The learning rate of an epoch, from 0: {@code learningRate · decayᵉ}. */
    double learningRate(int epoch) {
        return learningRate * StrictMath.pow(decay, epoch);
    }
}
