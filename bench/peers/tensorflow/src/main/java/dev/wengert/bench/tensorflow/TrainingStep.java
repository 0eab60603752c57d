package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Batch;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Sizes;
import dev.wengert.bench.workload.Task;
import dev.wengert.bench.workload.Training;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A training step: one run of a session, which is fed the batch and asked for the loss and the update. */
final class TrainingStep implements Task {
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Session session;
    private final Map<Operand<?>, Tensor> batch = new LinkedHashMap<>();
    private final Operand<TFloat32> loss;
    private final Op update;

    TrainingStep(Training training) {
        Layers layers = new Layers(tf, training.network(), true);
        loss = loss(layers, training.data(), training.batch());
        update = new Updates(tf, training.rule()).of(loss, layers.variables());
        session = TensorFlowJava.session(graph);
        session.initialize();
    }

    private Operand<TFloat32> loss(Layers layers, Batch data, int n) {
        Network network = layers.network();
        return switch (network) {
            case MLP, SMALL_MLP, SOFTMAX_REGRESSION -> {
                int[] sizes = network.layers();
                Operand<TFloat32> scores = layers.denseLayers(fed(data.x(), n, sizes[0]));
                yield layers.crossEntropy(scores, fed(data.labels(), n), sizes[sizes.length - 1]);
            }
            case LENET, CNN -> {
                Operand<TFloat32> x = fed(data.x(), n, Sizes.IMAGE, Sizes.IMAGE, 1);
                Operand<TFloat32> scores = network == Network.CNN ? layers.cnn(x) : layers.lenet(x);
                yield layers.crossEntropy(scores, fed(data.labels(), n), Sizes.DIGITS);
            }
            case LSTM, GRU -> {
                long places = (long) n * Sizes.STEPS;
                Operand<TFloat32> x = fed(data.x(), places, Sizes.CHARACTERS);
                Operand<TFloat32> scores = new Recurrent(layers).scores(x, n, network == Network.LSTM);
                yield layers.crossEntropy(scores, fed(data.labels(), places), Sizes.CHARACTERS);
            }
            case TRANSFORMER -> {
                Operand<TFloat32> scores = new Transformer(layers).scores(fed(data.indices(), n, Sizes.STEPS), n);
                yield layers.crossEntropy(scores, fed(data.labels(), (long) n * Sizes.STEPS), Sizes.CHARACTERS);
            }
            case WORD2VEC -> wordToVector(layers, data, n);
        };
    }

    /** The cross-entropy of the sigmoid, written as TensorFlow's guide has it: max(s, 0) − s·t + log(1 + exp(−|s|)). */
    private Operand<TFloat32> wordToVector(Layers layers, Batch data, int n) {
        int[] words = data.indices();
        Operand<TInt32> centre = fed(Arrays.copyOf(words, n), n, 1);
        Operand<TInt32> context = fed(Arrays.copyOfRange(words, n, words.length), n, Sizes.CONTEXTS);
        Operand<TFloat32> centres = tf.gather(layers.weight("centre"), centre, tf.constant(0));
        Operand<TFloat32> contexts = tf.gather(layers.weight("context"), context, tf.constant(0));
        Operand<TFloat32> scores = tf.reshape(
                tf.train.batchMatMul(contexts, centres, TFloat32.class, BatchMatMul.adjY(true)),
                tf.array(n, Sizes.CONTEXTS));
        Operand<TFloat32> targets = fed(data.targets(), n, Sizes.CONTEXTS);
        Operand<TFloat32> softplus = tf.math.log1p(tf.math.exp(tf.math.neg(tf.math.abs(scores))));
        Operand<TFloat32> losses = tf.math.add(tf.math.sub(tf.nn.relu(scores), tf.math.mul(scores, targets)), softplus);
        return tf.math.mean(losses, tf.array(0, 1));
    }

    private Operand<TFloat32> fed(float[] values, long... dims) {
        Operand<TFloat32> placeholder = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(dims)));
        batch.put(placeholder, Tensors.of(values, dims));
        return placeholder;
    }

    private Operand<TInt32> fed(int[] values, long... dims) {
        Operand<TInt32> placeholder = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(dims)));
        batch.put(placeholder, TInt32.tensorOf(Shape.of(dims), DataBuffers.of(values)));
        return placeholder;
    }

    @Override
    public double run() {
        Session.Runner runner = session.runner().addTarget(update).fetch(loss);
        batch.forEach(runner::feed);
        try (Result result = runner.run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        batch.values().forEach(Tensor::close);
    }
}
