package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Sizes;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A network without a state. One session serves all threads. */
final class Classifier implements Model {
    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TFloat32> x;
    private final Operand<TFloat32> scores;
    private final long[] dims;

    Classifier(Inference inference) {
        Ops tf = Ops.create(graph);
        Layers layers = new Layers(tf, inference.network(), false);
        x = tf.placeholder(TFloat32.class);
        boolean images = inference.network() == Network.LENET;
        scores = images ? layers.lenet(x) : layers.denseLayers(x);
        dims = images
                ? new long[] {inference.batch(), Sizes.IMAGE, Sizes.IMAGE, 1}
                : new long[] {inference.batch(), inference.inputs()};
        session = TensorFlowJava.session(graph);
    }

    @Override
    public Caller caller() {
        return new Caller() {
            @Override
            public void call(float[] examples, float[] results) {
                try (TFloat32 input = Tensors.of(examples, dims);
                        Result result = TensorFlowJava.asking(session)
                                .feed(x, input)
                                .fetch(scores)
                                .run()) {
                    Tensors.copy((TFloat32) result.get(0), results);
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
