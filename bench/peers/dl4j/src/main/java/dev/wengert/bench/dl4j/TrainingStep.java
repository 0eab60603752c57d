package dev.wengert.bench.dl4j;

import dev.wengert.bench.workload.Batch;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Sizes;
import dev.wengert.bench.workload.Task;
import dev.wengert.bench.workload.Training;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A training step with {@link MultiLayerNetwork#fit}, in the workspaces that it has by default. */
final class TrainingStep implements Task {
    private final MultiLayerNetwork net;
    private final DataSet data;

    /** How many losses it adds up for each example. */
    private final int steps;

    TrainingStep(Training training) {
        steps = training.network() == Network.LSTM ? Sizes.STEPS : 1;
        net = Networks.training(training.network(), Updaters.of(training.rule(), steps));
        Batch batch = training.data();
        int n = training.batch();
        data = new DataSet(features(training.network(), batch.x(), n), labels(training.network(), batch.labels(), n));
    }

    private static INDArray features(Network network, float[] x, int n) {
        return switch (network) {
            case LENET, CNN -> Nd4j.create(x, new long[] {n, 1, Sizes.IMAGE, Sizes.IMAGE}, 'c');
            case LSTM -> sequences(Nd4j.create(x, new long[] {Sizes.STEPS, n, Sizes.CHARACTERS}, 'c'));
            default -> Nd4j.create(x, new long[] {n, x.length / n}, 'c');
        };
    }

    private static INDArray labels(Network network, int[] labels, int n) {
        int classes = switch (network) {
            case LSTM -> Sizes.CHARACTERS;
            case SOFTMAX_REGRESSION -> network.layers()[1];
            default -> Sizes.DIGITS;
        };
        INDArray oneHot = Nd4j.zeros(labels.length, classes);
        for (int i = 0; i < labels.length; i++) {
            oneHot.putScalar(i, labels[i], 1);
        }
        return network == Network.LSTM ? sequences(oneHot.reshape(Sizes.STEPS, n, classes)) : oneHot;
    }

    /** From {@code (steps, n, characters)} to {@code (n, characters, steps)}. */
    private static INDArray sequences(INDArray x) {
        return x.permute(1, 2, 0).dup();
    }

    @Override
    public double run() {
        net.fit(data);
        return net.score() / steps;
    }

    @Override
    public void close() {
        net.close();
    }
}
