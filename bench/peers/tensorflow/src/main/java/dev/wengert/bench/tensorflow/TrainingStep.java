package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Batch;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Sizes;
import dev.wengert.bench.workload.Task;
import dev.wengert.bench.workload.Training;
import java.util.Arrays;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A training step: one run of a session, which is fed the batch and asked for the loss and the update. */
final class TrainingStep implements Task {
    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TFloat32> x;
    private final TFloat32 batch;
    private final Operand<TFloat32> loss;
    private final Op update;

    TrainingStep(Training training) {
        Ops tf = Ops.create(graph);
        Batch data = training.data();
        x = tf.placeholder(TFloat32.class);
        batch = Tensors.of(fed(training.network(), data), dims(training));
        Layers layers = new Layers(tf, training.network(), true);
        loss = loss(layers, data, training.batch());
        update = new Updates(tf, training.rule()).of(loss, layers.variables());
        session = TensorFlowJava.session(graph);
        session.initialize();
    }

    /** Indices are constants of the graph; what is fed is what else there is. */
    private static float[] fed(Network network, Batch data) {
        return network == Network.WORD2VEC ? data.targets() : data.x();
    }

    private static long[] dims(Training training) {
        int n = training.batch();
        return switch (training.network()) {
            case LENET, CNN -> new long[] {n, Sizes.IMAGE, Sizes.IMAGE, 1};
            case LSTM, GRU -> new long[] {(long) n * Sizes.STEPS, Sizes.CHARACTERS};
            case TRANSFORMER -> new long[] {0};
            case WORD2VEC -> new long[] {n, Sizes.CONTEXTS};
            default -> new long[] {n, training.network().layers()[0]};
        };
    }

    private Operand<TFloat32> loss(Layers layers, Batch data, int n) {
        int[] labels = data.labels();
        return switch (layers.network()) {
            case MLP, SMALL_MLP, SOFTMAX_REGRESSION -> {
                int[] sizes = layers.network().layers();
                yield layers.crossEntropy(layers.denseLayers(x), labels, sizes[sizes.length - 1]);
            }
            case LENET -> layers.crossEntropy(layers.lenet(x), labels, Sizes.DIGITS);
            case CNN -> layers.crossEntropy(layers.cnn(x), labels, Sizes.DIGITS);
            case LSTM -> layers.crossEntropy(new Recurrent(layers).scores(x, n, true), labels, Sizes.CHARACTERS);
            case GRU -> layers.crossEntropy(new Recurrent(layers).scores(x, n, false), labels, Sizes.CHARACTERS);
            case TRANSFORMER -> {
                int[][] characters = new int[n][];
                for (int i = 0; i < n; i++) {
                    characters[i] = Arrays.copyOfRange(data.indices(), i * Sizes.STEPS, (i + 1) * Sizes.STEPS);
                }
                Operand<TFloat32> scores =
                        new Transformer(layers).scores(layers.tf().constant(characters), n);
                yield layers.crossEntropy(scores, labels, Sizes.CHARACTERS);
            }
            case WORD2VEC -> wordToVector(layers, data.indices(), n);
        };
    }

    /** The cross-entropy of the sigmoid, written as TensorFlow's guide has it: max(s, 0) − s·t + log(1 + exp(−|s|)). */
    private Operand<TFloat32> wordToVector(Layers layers, int[] words, int n) {
        Ops tf = layers.tf();
        Operand<TFloat32> centres =
                tf.gather(layers.weight("centre"), tf.constant(Arrays.copyOf(words, n)), tf.constant(0));
        Operand<TFloat32> contexts = tf.gather(
                layers.weight("context"), tf.constant(Arrays.copyOfRange(words, n, words.length)), tf.constant(0));
        Operand<TFloat32> scores = tf.reshape(
                tf.train.batchMatMul(
                        tf.reshape(contexts, tf.array(n, Sizes.CONTEXTS, Sizes.EMBEDDING)),
                        tf.reshape(centres, tf.array(n, Sizes.EMBEDDING, 1)),
                        TFloat32.class),
                tf.array(n, Sizes.CONTEXTS));
        Operand<TFloat32> softplus = tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(scores))));
        Operand<TFloat32> losses = tf.math.add(tf.math.sub(tf.nn.relu(scores), tf.math.mul(scores, x)), softplus);
        return tf.math.mean(losses, tf.array(0, 1));
    }

    @Override
    public double run() {
        Session.Runner runner = session.runner().addTarget(update).fetch(loss);
        if (batch.size() > 0) {
            runner.feed(x, batch);
        }
        try (Result result = runner.run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        batch.close();
    }
}
