package dev.wengert.bench.dl4j;

import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Sizes;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** The networks as lists of layers, with the weights that all libraries begin with. */
final class Networks {
    private Networks() {}

    /** One that learns classes. */
    static MultiLayerNetwork training(Network network, IUpdater updater) {
        return of(network, updater, Activation.SOFTMAX, crossEntropy());
    }

    /** One that is asked for scores. */
    static MultiLayerNetwork scoring(Network network, IUpdater updater) {
        return of(network, updater, Activation.IDENTITY, new LossMSE());
    }

    /** Without the bound that it sets to the loss of one example by default, −log 1e-10. */
    private static ILossFunction crossEntropy() {
        return new LossMCXENT(Float.MIN_NORMAL, null);
    }

    private static MultiLayerNetwork of(Network network, IUpdater updater, Activation last, ILossFunction loss) {
        NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().updater(updater).list();
        layers(network, last, loss).forEach(list::layer);
        MultiLayerConfiguration configuration =
                list.setInputType(input(network)).build();
        MultiLayerNetwork net = new MultiLayerNetwork(configuration);
        net.init();
        Weights.set(net, network);
        return net;
    }

    private static InputType input(Network network) {
        return switch (network) {
            case LENET, CNN -> InputType.convolutional(Sizes.IMAGE, Sizes.IMAGE, 1);
            case LSTM -> InputType.recurrent(Sizes.CHARACTERS);
            default -> InputType.feedForward(network.layers()[0]);
        };
    }

    private static List<Layer> layers(Network network, Activation last, ILossFunction loss) {
        return switch (network) {
            case MLP -> List.of(dense(512), dense(256), output(Sizes.DIGITS, last, loss));
            case SMALL_MLP -> List.of(dense(64), dense(32), output(1, last, loss));
            case SOFTMAX_REGRESSION -> List.of(output(5, last, loss));
            case LENET ->
                List.of(
                        convolution(6, 5, 0),
                        pool(),
                        convolution(16, 5, 0),
                        pool(),
                        dense(120),
                        dense(84),
                        output(Sizes.DIGITS, last, loss));
            case CNN ->
                List.of(
                        convolution(32, 3, 1),
                        convolution(32, 3, 1),
                        pool(),
                        convolution(64, 3, 1),
                        convolution(64, 3, 1),
                        pool(),
                        output(Sizes.DIGITS, last, loss));
            case LSTM ->
                List.of(
                        new LSTM.Builder()
                                .nOut(Sizes.HIDDEN)
                                .activation(Activation.TANH)
                                .build(),
                        new RnnOutputLayer.Builder(loss)
                                .nOut(Sizes.CHARACTERS)
                                .activation(last)
                                .build());
            default -> throw new IllegalArgumentException(network + " is no list of its layers");
        };
    }

    private static BaseLayer dense(int units) {
        return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
    }

    private static BaseLayer output(int units, Activation activation, ILossFunction loss) {
        return new OutputLayer.Builder(loss).nOut(units).activation(activation).build();
    }

    private static BaseLayer convolution(int channels, int side, int padding) {
        return new ConvolutionLayer.Builder(side, side)
                .padding(padding, padding)
                .nOut(channels)
                .activation(Activation.RELU)
                .build();
    }

    private static Layer pool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2, 2)
                .stride(2, 2)
                .build();
    }
}
