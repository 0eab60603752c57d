package dev.wengert.bench.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.wengert.bench.workload.Batch;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Sizes;
import dev.wengert.bench.workload.Task;
import dev.wengert.bench.workload.Training;
import java.util.Arrays;

/** A training step with a {@link Trainer}, as {@code EasyTrain} does it, without its metrics and its split into devices. */
final class TrainingStep implements Task {
    private final Model model;
    private final Trainer trainer;
    private final NDList data;
    private final NDList labels;

    TrainingStep(Training training) {
        Network network = training.network();
        int n = training.batch();
        model = Model.newInstance(network.name());
        model.setBlock(Layers.of(network));
        Loss loss = network == Network.WORD2VEC ? Loss.sigmoidBinaryCrossEntropyLoss() : Loss.softmaxCrossEntropyLoss();
        trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer(training)));
        Shape[] inputs = Layers.inputs(network, n);
        trainer.initialize(inputs);
        Layers.setWeights(model.getBlock(), network);
        NDManager manager = trainer.getManager();
        Batch batch = training.data();
        data = data(manager, network, batch, inputs, n);
        labels = network == Network.WORD2VEC
                ? new NDList(manager.create(batch.targets(), new Shape(n, Sizes.CONTEXTS)))
                : new NDList(longs(manager, batch.labels(), new Shape(batch.labels().length)));
    }

    private static Optimizer optimizer(Training training) {
        Tracker rate = Tracker.fixed((float) training.rule().rate());
        return switch (training.rule()) {
            case SGD -> Optimizer.sgd().setLearningRateTracker(rate).build();
            case ADAM -> Optimizer.adam().optLearningRateTracker(rate).build();
        };
    }

    private static NDList data(NDManager manager, Network network, Batch batch, Shape[] inputs, int n) {
        return switch (network) {
            case TRANSFORMER -> new NDList(longs(manager, batch.indices(), inputs[0]));
            case WORD2VEC ->
                new NDList(
                        longs(manager, Arrays.copyOf(batch.indices(), n), inputs[0]),
                        longs(manager, Arrays.copyOfRange(batch.indices(), n, batch.indices().length), inputs[1]));
            default -> new NDList(manager.create(batch.x(), inputs[0]));
        };
    }

    private static NDArray longs(NDManager manager, int[] values, Shape shape) {
        return manager.create(Arrays.stream(values).asLongStream().toArray(), shape);
    }

    @Override
    public double run() {
        double value;
        try (NDManager step = trainer.getManager().newSubManager()) {
            // What the step makes belongs to the manager of what it is given.
            data.tempAttach(step);
            labels.tempAttach(step);
            try (GradientCollector collector = trainer.newGradientCollector()) {
                // Recurrent blocks add their first states to the list that they are given.
                NDList predictions = trainer.forward(new NDList(data));
                NDArray loss = trainer.getLoss().evaluate(labels, flat(predictions));
                collector.backward(loss);
                value = loss.getFloat();
            }
        }
        trainer.step();
        return value;
    }

    /** DJL's cross-entropy takes one axis of examples: characters of sequences are put in line. */
    private NDList flat(NDList predictions) {
        NDArray scores = predictions.singletonOrThrow();
        return scores.getShape().dimension() == 2
                ? predictions
                : new NDList(scores.reshape(-1, scores.getShape().get(2)));
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
