package dev.wengert.bench.dl4j;

import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Rule;
import dev.wengert.bench.workload.Sizes;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network for each caller, because one answers one thread at a time; an LSTM is asked step by step and keeps its state. */
final class Asked implements Model {
    private final Inference inference;
    private final long[] shape;

    Asked(Inference inference) {
        this.inference = inference;
        shape = inference.network() == Network.LENET
                ? new long[] {inference.batch(), 1, Sizes.IMAGE, Sizes.IMAGE}
                : new long[] {inference.batch(), inference.inputs()};
    }

    @Override
    public Caller caller() {
        MultiLayerNetwork net = Networks.scoring(inference.network(), Updaters.of(Rule.SGD, 1));
        boolean stateful = inference.network() == Network.LSTM;
        return new Caller() {
            @Override
            public void call(float[] x, float[] scores) {
                try (INDArray input = Nd4j.create(x, shape, 'c');
                        INDArray output = stateful ? net.rnnTimeStep(input) : net.output(input)) {
                    // Some layers give columns.
                    INDArray rows = output.ordering() == 'c' ? output : output.dup('c');
                    rows.data().asNioFloat().get(scores);
                }
            }

            @Override
            public void close() {
                net.close();
            }
        };
    }

    @Override
    public void close() {}
}
