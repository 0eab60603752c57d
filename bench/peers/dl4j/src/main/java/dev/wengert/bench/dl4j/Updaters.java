package dev.wengert.bench.dl4j;

import dev.wengert.bench.workload.Rule;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** How weights are updated. */
final class Updaters {
    private Updaters() {}

    /**
     * The rule for gradients that are larger by a factor than those of the mean loss: for sequences, Deeplearning4j's loss is the
     * mean over examples of the sum over steps.
     */
    static IUpdater of(Rule rule, int factor) {
        return switch (rule) {
            case SGD -> new Sgd(rule.rate() / factor);
            case ADAM ->
                new Adam(
                        rule.rate(),
                        Adam.DEFAULT_ADAM_BETA1_MEAN_DECAY,
                        Adam.DEFAULT_ADAM_BETA2_VAR_DECAY,
                        Adam.DEFAULT_ADAM_EPSILON * factor);
        };
    }
}
