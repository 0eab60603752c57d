package dev.wengert.nn;

/** Where training is. A view of the trainer that changes with each step; read it while you are told of it. */
public interface TrainingProgress {

    /** The epoch, from 1. */
    int epoch();

    /** How many steps of this epoch are over. */
    int stepsInEpoch();

    /** How many steps an epoch has. */
    int stepsPerEpoch();

    /** How many steps are over since training began. */
    long steps();

    /** The mean loss of the last step's batch. */
    double loss();

    /** The mean loss over the examples of this epoch so far, each with the parameters that it met. */
    double meanLoss();

    /** The part of the examples of this epoch so far whose class was found, each with the parameters that it met. */
    double accuracy();
}
