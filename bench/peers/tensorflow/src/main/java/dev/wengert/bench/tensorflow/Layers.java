package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The layers of a network. Images are {@code (n, height, width, channels)}: on processors TensorFlow convolves no others.
 *
 * @param trained whether weights are variables, or constants
 * @param variables those that were declared
 */
record Layers(Ops tf, Network network, boolean trained, List<Variable<TFloat32>> variables) {
    Layers(Ops tf, Network network, boolean trained) {
        this(tf, network, trained, new ArrayList<>());
    }

    Operand<TFloat32> denseLayers(Operand<TFloat32> x) {
        int last = network.layers().length - 1;
        Operand<TFloat32> h = x;
        for (int layer = 1; layer < last; layer++) {
            h = tf.nn.relu(dense(h, "dense" + layer));
        }
        return dense(h, "dense" + last);
    }

    Operand<TFloat32> lenet(Operand<TFloat32> images) {
        Operand<TFloat32> h = pool(convolution(images, "conv1", "VALID"));
        h = pool(convolution(h, "conv2", "VALID"));
        h = tf.nn.relu(flatDense(h, "dense1", 4, 16));
        return dense(tf.nn.relu(dense(h, "dense2")), "dense3");
    }

    Operand<TFloat32> cnn(Operand<TFloat32> images) {
        Operand<TFloat32> h = convolution(convolution(images, "conv1", "SAME"), "conv2", "SAME");
        h = convolution(convolution(pool(h), "conv3", "SAME"), "conv4", "SAME");
        return flatDense(pool(h), "dense", 7, 64);
    }

    /** {@code x·w + b}, with w stored as {@code (in, out)}. */
    Operand<TFloat32> dense(Operand<TFloat32> x, String name) {
        return dense(x, name, transposed(name + ".w"));
    }

    private Operand<TFloat32> dense(Operand<TFloat32> x, String name, Operand<TFloat32> weight) {
        return tf.nn.biasAdd(tf.linalg.matMul(x, weight), weight(name + ".b"));
    }

    /** Of images; the weights that all libraries begin with take channels first. */
    private Operand<TFloat32> flatDense(Operand<TFloat32> images, String name, int side, int channels) {
        Parameter parameter = network.parameter(name + ".w");
        float[] transposed = parameter.transposed();
        int out = (int) parameter.dims()[0];
        float[] values = new float[transposed.length];
        for (int channel = 0; channel < channels; channel++) {
            for (int place = 0; place < side * side; place++) {
                int from = (channel * side * side + place) * out;
                System.arraycopy(transposed, from, values, (place * channels + channel) * out, out);
            }
        }
        int in = side * side * channels;
        return dense(tf.reshape(images, tf.array(-1, in)), name, declare(values, in, out));
    }

    /** With ReLU; its weights are {@code (height, width, in, out)}. */
    private Operand<TFloat32> convolution(Operand<TFloat32> x, String name, String padding) {
        Parameter parameter = network.parameter(name + ".w");
        int out = (int) parameter.dims()[0];
        int in = (int) parameter.dims()[1];
        int side = (int) parameter.dims()[2];
        float[] given = parameter.values();
        float[] values = new float[given.length];
        for (int filter = 0; filter < out; filter++) {
            for (int channel = 0; channel < in; channel++) {
                for (int place = 0; place < side * side; place++) {
                    values[(place * in + channel) * out + filter] =
                            given[(filter * in + channel) * side * side + place];
                }
            }
        }
        Operand<TFloat32> w = declare(values, side, side, in, out);
        return tf.nn.relu(tf.nn.biasAdd(tf.nn.conv2d(x, w, List.of(1L, 1L, 1L, 1L), padding), weight(name + ".b")));
    }

    private Operand<TFloat32> pool(Operand<TFloat32> x) {
        return tf.nn.maxPool(x, tf.array(1, 2, 2, 1), tf.array(1, 2, 2, 1), "VALID");
    }

    Operand<TFloat32> norm(Operand<TFloat32> x, String name) {
        Operand<TFloat32> centred = tf.math.sub(x, mean(x));
        Operand<TFloat32> variance = mean(tf.math.square(centred));
        Operand<TFloat32> scale = tf.math.rsqrt(tf.math.add(variance, tf.constant(1e-5F)));
        Operand<TFloat32> normal = tf.math.mul(centred, scale);
        return tf.math.add(tf.math.mul(normal, weight(name + ".w")), weight(name + ".b"));
    }

    private Operand<TFloat32> mean(Operand<TFloat32> x) {
        return tf.math.mean(x, tf.constant(-1), Mean.keepDims(true));
    }

    Operand<TFloat32> weight(String name) {
        Parameter parameter = network.parameter(name);
        return declare(parameter.values(), parameter.dims());
    }

    Operand<TFloat32> transposed(String name) {
        Parameter parameter = network.parameter(name);
        return declare(parameter.transposed(), parameter.dims()[1], parameter.dims()[0]);
    }

    private Operand<TFloat32> declare(float[] values, long... dims) {
        Operand<TFloat32> constant = tf.constant(Shape.of(dims), DataBuffers.of(values));
        if (!trained) {
            return constant;
        }
        Variable<TFloat32> variable = tf.variable(constant);
        variables.add(variable);
        return variable;
    }

    /** The mean over rows of scores. */
    Operand<TFloat32> crossEntropy(Operand<TFloat32> scores, Operand<TInt32> labels, int classes) {
        Operand<TFloat32> oneHot = tf.oneHot(labels, tf.constant(classes), tf.constant(1F), tf.constant(0F));
        return tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(scores, oneHot).loss(), tf.constant(0));
    }

    Operand<TFloat32> zeros(long... dims) {
        return tf.zeros(tf.constant(dims), TFloat32.class);
    }
}
