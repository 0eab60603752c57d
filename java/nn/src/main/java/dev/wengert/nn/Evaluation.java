package dev.wengert.nn;

/**
 * How well a model does on examples, each counted once.
 *
 * @param count how many examples there were
 * @param correct for how many the greatest score was that of their class
 * @param meanLoss the mean cross-entropy
 */
public record Evaluation(int count, int correct, double meanLoss) {

    /** The part that was correct, in [0, 1]. */
    public double accuracy() {
        return (double) correct / count;
    }
}
