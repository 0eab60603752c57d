package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Sizes;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The LSTM step by step: what a step gives as states, the next one is fed. */
final class Speaker implements Model {
    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TFloat32> x;
    private final Placeholder<TFloat32> h;
    private final Placeholder<TFloat32> c;
    private final Recurrent.State next;
    private final Operand<TFloat32> scores;
    private final int n;

    Speaker(Inference inference) {
        n = inference.batch();
        Ops tf = Ops.create(graph);
        x = tf.placeholder(TFloat32.class);
        h = tf.placeholder(TFloat32.class);
        c = tf.placeholder(TFloat32.class);
        Layers layers = new Layers(tf, inference.network(), false);
        Recurrent recurrent = new Recurrent(layers);
        next = recurrent.lstm(recurrent.input(x), new Recurrent.State(h, c));
        scores = layers.dense(next.h(), "dense");
        session = TensorFlowJava.session(graph);
    }

    @Override
    public Caller caller() {
        return new Speaking();
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }

    private final class Speaking implements Caller {
        /** Owns the states that it was asked for. */
        private AutoCloseable owner;

        private TFloat32 lastH = Tensors.of(new float[n * Sizes.HIDDEN], n, Sizes.HIDDEN);
        private TFloat32 lastC = Tensors.of(new float[n * Sizes.HIDDEN], n, Sizes.HIDDEN);

        Speaking() {
            TFloat32 firstH = lastH;
            TFloat32 firstC = lastC;
            owner = () -> {
                firstH.close();
                firstC.close();
            };
        }

        @Override
        public void call(float[] examples, float[] results) throws Exception {
            try (TFloat32 input = Tensors.of(examples, n, Sizes.CHARACTERS)) {
                Result result = TensorFlowJava.asking(session)
                        .feed(x, input)
                        .feed(h, lastH)
                        .feed(c, lastC)
                        .fetch(scores)
                        .fetch(next.h())
                        .fetch(next.c())
                        .run();
                Tensors.copy((TFloat32) result.get(0), results);
                owner.close();
                owner = result;
                lastH = (TFloat32) result.get(1);
                lastC = (TFloat32) result.get(2);
            }
        }

        @Override
        public void close() {
            try {
                owner.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
