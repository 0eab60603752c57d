package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Task;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The chain as a graph. */
final class ElementwiseChain implements Task {
    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TFloat32> x;
    private final Operand<?> z;
    private final TFloat32 numbers;

    ElementwiseChain(Chain chain) {
        Ops tf = Ops.create(graph);
        x = tf.placeholder(TFloat32.class);
        numbers = Tensors.of(chain.x(), chain.elements());
        Operand<TFloat32> d = tf.math.mul(tf.math.tanh(tf.math.add(tf.math.mul(x, x), x)), x);
        Operand<TFloat32> h = tf.math.add(tf.math.exp(tf.math.sub(tf.math.sigmoid(d), x)), tf.constant(1F));
        Operand<TFloat32> product = tf.math.mul(tf.math.log(h), x);
        z = chain.gradient() ? tf.gradients(product, List.of(x)).dy(0) : product;
        session = TensorFlowJava.session(graph);
    }

    @Override
    public double run() {
        try (Result result = session.runner().feed(x, numbers).fetch(z).run()) {
            return ((TFloat32) result.get(0)).getFloat(1);
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
        numbers.close();
    }
}
