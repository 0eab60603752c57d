package dev.wengert.nn;

/** Hears how training goes, on the thread that trains. */
public interface TrainingListener {

    /**
     * A step is over.
     *
     * @param progress where training is
     * @return whether to go on; otherwise {@link Trainer#run} returns now, and a later one goes on from here
     */
    default boolean afterStep(TrainingProgress progress) {
        return true;
    }

    /**
     * An epoch is over.
     *
     * @param progress where training is: at the end of the epoch
     */
    default void afterEpoch(TrainingProgress progress) {}
}
