package dev.wengert.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A network asked for its scores. An LSTM is asked step by step and keeps its state.
 *
 * @param batch how many examples are asked at once
 */
public record Inference(Network network, int batch) {
    /** All that are compared. */
    public static List<Inference> all() {
        List<Inference> all = new ArrayList<>();
        for (Network network : List.of(Network.SMALL_MLP, Network.MLP, Network.LENET, Network.LSTM)) {
            all.add(new Inference(network, 1));
            all.add(new Inference(network, 8));
        }
        return all;
    }

    /** Numbers of one example. */
    public int inputs() {
        return switch (network) {
            case MLP, LENET -> Sizes.IMAGE * Sizes.IMAGE;
            case LSTM -> Sizes.CHARACTERS;
            default -> network.layers()[0];
        };
    }

    /** Scores of one example. */
    public int outputs() {
        return switch (network) {
            case MLP, LENET -> Sizes.DIGITS;
            case LSTM -> Sizes.CHARACTERS;
            default -> network.layers()[network.layers().length - 1];
        };
    }

    /** The examples, the same in every process. */
    public float[] x() {
        var random = new SplittableRandom(Seed.VALUE);
        float[] x = new float[batch * inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
