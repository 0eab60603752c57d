package dev.wengert.bench.dl4j;

import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Parameter;
import dev.wengert.bench.workload.Sizes;
import java.util.Iterator;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The weights that all libraries begin with, in the layout of Deeplearning4j's layers. */
final class Weights {
    /** Where the gates candidate, forget, output, input of Deeplearning4j's LSTM stand in PyTorch: i, f, g, o. */
    private static final int[] GATES = {2, 1, 3, 0};

    private Weights() {}

    static void set(MultiLayerNetwork net, Network network) {
        Iterator<Parameter> parameters = network.parameters().iterator();
        for (Layer layer : net.getLayers()) {
            if (layer.paramTable().containsKey("RW")) {
                layer.setParam("W", gates(parameters.next()));
                layer.setParam("RW", gates(parameters.next()));
                // One bias instead of two.
                layer.setParam("b", gates(parameters.next()).addi(gates(parameters.next())));
            } else if (layer.numParams() > 0) {
                layer.setParam("W", weight(parameters.next()));
                layer.setParam("b", row(parameters.next()));
            }
        }
    }

    /** Dense weights {@code (in, out)}, those of convolutions as they are. */
    static INDArray weight(Parameter parameter) {
        long[] dims = parameter.dims();
        return dims.length == 2
                ? Nd4j.create(parameter.transposed(), new long[] {dims[1], dims[0]}, 'c')
                : Nd4j.create(parameter.values(), dims, 'c');
    }

    private static INDArray row(Parameter parameter) {
        return Nd4j.create(parameter.values(), new long[] {1, parameter.size()}, 'c');
    }

    /** {@code (in, gates · hidden)}, or one row for a bias. */
    private static INDArray gates(Parameter parameter) {
        float[] given = parameter.values();
        float[] gates = new float[given.length];
        int part = given.length / GATES.length;
        for (int gate = 0; gate < GATES.length; gate++) {
            System.arraycopy(given, GATES[gate] * part, gates, gate * part, part);
        }
        int rows = GATES.length * Sizes.HIDDEN;
        return Nd4j.create(gates, new long[] {rows, given.length / rows}, 'c')
                .transpose()
                .dup();
    }
}
