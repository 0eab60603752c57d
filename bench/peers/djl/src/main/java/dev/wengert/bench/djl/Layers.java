package dev.wengert.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Parameter;
import dev.wengert.bench.workload.Sizes;
import java.util.Arrays;
import java.util.List;

/** The networks as blocks whose parameters come in the order of {@link Network#parameters()}. */
final class Layers {
    private Layers() {}

    static Block of(Network network) {
        return switch (network) {
            case MLP, SMALL_MLP, SOFTMAX_REGRESSION -> dense(network.layers());
            case LENET ->
                new SequentialBlock()
                        .add(convolution(6, 5, 0))
                        .add(Activation.reluBlock())
                        .add(pool())
                        .add(convolution(16, 5, 0))
                        .add(Activation.reluBlock())
                        .add(pool())
                        .add(Blocks.batchFlattenBlock())
                        .add(dense(256, 120, 84, Sizes.DIGITS));
            case CNN ->
                new SequentialBlock()
                        .add(convolution(32, 3, 1))
                        .add(Activation.reluBlock())
                        .add(convolution(32, 3, 1))
                        .add(Activation.reluBlock())
                        .add(pool())
                        .add(convolution(64, 3, 1))
                        .add(Activation.reluBlock())
                        .add(convolution(64, 3, 1))
                        .add(Activation.reluBlock())
                        .add(pool())
                        .add(Blocks.batchFlattenBlock())
                        .add(linear(Sizes.DIGITS));
            case LSTM ->
                new SequentialBlock()
                        .add(LSTM.builder()
                                .setNumLayers(1)
                                .setStateSize(Sizes.HIDDEN)
                                .optBatchFirst(false)
                                .build())
                        .add(linear(Sizes.CHARACTERS));
            case GRU ->
                new SequentialBlock()
                        .add(GRU.builder()
                                .setNumLayers(1)
                                .setStateSize(Sizes.HIDDEN)
                                .optBatchFirst(false)
                                .build())
                        .add(linear(Sizes.CHARACTERS));
            case TRANSFORMER -> new Transformer();
            case WORD2VEC -> new WordToVector();
        };
    }

    /** What the network is given: its shape without the data. */
    static Shape[] inputs(Network network, int n) {
        return switch (network) {
            case LENET, CNN -> new Shape[] {new Shape(n, 1, Sizes.IMAGE, Sizes.IMAGE)};
            case LSTM, GRU -> new Shape[] {new Shape(Sizes.STEPS, n, Sizes.CHARACTERS)};
            case TRANSFORMER -> new Shape[] {new Shape(n, Sizes.STEPS)};
            case WORD2VEC -> new Shape[] {new Shape(n, 1), new Shape(n, Sizes.CONTEXTS)};
            default -> new Shape[] {new Shape(n, network.layers()[0])};
        };
    }

    /** Gives a block the weights that all libraries begin with. */
    static void setWeights(Block block, Network network) {
        List<Parameter> first = network.parameters();
        var parameters = block.getParameters();
        if (parameters.size() != first.size()) {
            throw new IllegalStateException(network + " has " + first.size() + " weights, the block has " + parameters);
        }
        for (int i = 0; i < first.size(); i++) {
            NDArray array = parameters.valueAt(i).getArray();
            if (!Arrays.equals(array.getShape().getShape(), first.get(i).dims())) {
                throw new IllegalStateException(
                        "expected " + Arrays.toString(first.get(i).dims()) + " for "
                                + first.get(i).name() + ", found " + array.getShape());
            }
            array.set(first.get(i).values());
        }
    }

    private static SequentialBlock dense(int... layers) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 1; i < layers.length; i++) {
            block.add(linear(layers[i]));
            if (i < layers.length - 1) {
                block.add(Activation.reluBlock());
            }
        }
        return block;
    }

    static Linear linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    private static Block convolution(int channels, int side, int padding) {
        return Conv2d.builder()
                .setFilters(channels)
                .setKernelShape(new Shape(side, side))
                .optPadding(new Shape(padding, padding))
                .build();
    }

    private static Block pool() {
        return Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2));
    }
}
