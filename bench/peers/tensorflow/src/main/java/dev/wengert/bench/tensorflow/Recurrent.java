package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Sizes;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Recurrent layers written out step by step: TensorFlow for Java has no layers, and its loops no gradients. */
final class Recurrent {
    private final Layers layers;
    private final Ops tf;
    private final Operand<TFloat32> inputWeight;
    private final Operand<TFloat32> inputBias;
    private final Operand<TFloat32> hiddenWeight;
    private final Operand<TFloat32> hiddenBias;

    Recurrent(Layers layers) {
        this.layers = layers;
        tf = layers.tf();
        inputWeight = layers.transposed("input.w");
        inputBias = layers.weight("input.b");
        hiddenWeight = layers.transposed("hidden.w");
        hiddenBias = layers.weight("hidden.b");
    }

    /** A state. */
    record State(Operand<TFloat32> h, Operand<TFloat32> c) {}

    /** From {@code (steps · n, characters)} to scores of the same places; the input's products are computed for all steps at once. */
    Operand<TFloat32> scores(Operand<TFloat32> x, int n, boolean lstm) {
        Operand<TFloat32> products = input(x);
        State state = new State(layers.zeros(n, Sizes.HIDDEN), layers.zeros(n, Sizes.HIDDEN));
        List<Operand<TFloat32>> states = new ArrayList<>();
        for (Operand<TFloat32> step :
                tf.split(tf.constant(0), products, (long) Sizes.STEPS).output()) {
            state = lstm ? lstm(step, state) : gru(step, state);
            states.add(state.h());
        }
        return layers.dense(tf.concat(states, tf.constant(0)), "dense");
    }

    Operand<TFloat32> input(Operand<TFloat32> x) {
        return tf.nn.biasAdd(tf.linalg.matMul(x, inputWeight), inputBias);
    }

    private Operand<TFloat32> hidden(Operand<TFloat32> h) {
        return tf.nn.biasAdd(tf.linalg.matMul(h, hiddenWeight), hiddenBias);
    }

    State lstm(Operand<TFloat32> input, State state) {
        List<? extends Operand<TFloat32>> gates = gates(tf.math.add(input, hidden(state.h())), 4);
        Operand<TFloat32> kept = tf.math.mul(tf.math.sigmoid(gates.get(1)), state.c());
        Operand<TFloat32> added = tf.math.mul(tf.math.sigmoid(gates.get(0)), tf.math.tanh(gates.get(2)));
        Operand<TFloat32> c = tf.math.add(kept, added);
        return new State(tf.math.mul(tf.math.sigmoid(gates.get(3)), tf.math.tanh(c)), c);
    }

    private State gru(Operand<TFloat32> input, State state) {
        List<? extends Operand<TFloat32>> of = gates(input, 3);
        List<? extends Operand<TFloat32>> by = gates(hidden(state.h()), 3);
        Operand<TFloat32> reset = tf.math.sigmoid(tf.math.add(of.get(0), by.get(0)));
        Operand<TFloat32> update = tf.math.sigmoid(tf.math.add(of.get(1), by.get(1)));
        Operand<TFloat32> candidate = tf.math.tanh(tf.math.add(of.get(2), tf.math.mul(reset, by.get(2))));
        Operand<TFloat32> h = tf.math.add(candidate, tf.math.mul(update, tf.math.sub(state.h(), candidate)));
        return new State(h, state.c());
    }

    private List<? extends Operand<TFloat32>> gates(Operand<TFloat32> all, long count) {
        return tf.split(tf.constant(1), all, count).output();
    }
}
