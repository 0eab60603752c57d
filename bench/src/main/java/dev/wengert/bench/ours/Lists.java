package dev.wengert.bench.ours;

import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Sizes;
import dev.wengert.bench.workload.Training;
import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Losses;
import dev.wengert.operator.Neural;
import dev.wengert.operator.Recurrent;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;

/** The workloads as lists. */
public final class Lists implements Vocabulary {
    private Lists() {}

    /** From a batch, {@code x}, {@code indices}, {@code labels} and {@code targets} as far as the network has use for them, to {@code loss}. */
    public static WengertList loss(Training training) {
        Network network = training.network();
        int n = training.batch();
        ListBuilder list = WengertList.builder("training");
        Layers layers = new Layers(list, network);
        Register loss = switch (network) {
            case MLP, SMALL_MLP, SOFTMAX_REGRESSION ->
                crossEntropy(layers.denseLayers(list.input("x", DType.F32, n, network.layers()[0])), n);
            case LENET -> crossEntropy(layers.lenet(images(list, n)), n);
            case CNN -> crossEntropy(layers.cnn(images(list, n)), n);
            case LSTM -> {
                Register zeros = zeros(list, 1, n, Sizes.HIDDEN);
                Register x = list.input("x", DType.F32, Sizes.STEPS, n, Sizes.CHARACTERS);
                Register h = layers.lstm(x, zeros, zeros).output();
                yield crossEntropy(layers.dense(h, "dense"), Sizes.STEPS, n);
            }
            case GRU -> {
                Register zeros = zeros(list, 1, n, Sizes.HIDDEN);
                Register x = list.input("x", DType.F32, Sizes.STEPS, n, Sizes.CHARACTERS);
                yield crossEntropy(layers.dense(layers.gru(x, zeros).output(), "dense"), Sizes.STEPS, n);
            }
            case TRANSFORMER -> {
                Register characters = list.input("indices", DType.I32, n, Sizes.STEPS);
                yield crossEntropy(layers.transformer(characters), n, Sizes.STEPS);
            }
            case WORD2VEC -> wordToVector(list, layers, n);
        };
        list.output("loss", loss);
        return list.build();
    }

    private static Register wordToVector(ListBuilder list, Layers layers, int n) {
        Register words = list.input("indices", DType.I32, n + (long) n * Sizes.CONTEXTS);
        Register centres = Neural.embedding(words.slice(0, 0, n), layers.weight("centre"));
        Register contexts = Neural.embedding(
                words.slice(0, n, words.type().size()).reshape(n, Sizes.CONTEXTS), layers.weight("context"));
        Register scores = contexts.matmul(centres.unsqueeze(2)).reshape(n, Sizes.CONTEXTS);
        return Losses.binaryCrossEntropyWithLogits(scores, list.input("targets", DType.F32, n, Sizes.CONTEXTS));
    }

    /** From {@code x}, and for an LSTM the states {@code h} and {@code c} that it keeps, to {@code scores}. */
    static WengertList scores(Inference inference) {
        Network network = inference.network();
        int n = inference.batch();
        ListBuilder list = WengertList.builder("inference");
        Layers layers = new Layers(list, network);
        Register scores = switch (network) {
            case LENET -> layers.lenet(images(list, n));
            case LSTM -> {
                Register h = list.parameter("h", DType.F32, 1, n, Sizes.HIDDEN);
                Register c = list.parameter("c", DType.F32, 1, n, Sizes.HIDDEN);
                Register x = list.input("x", DType.F32, 1, n, Sizes.CHARACTERS);
                Recurrent.LstmOutputs next = layers.lstm(x, h, c);
                list.update(h, next.last());
                list.update(c, next.lastCell());
                yield layers.dense(next.output(), "dense");
            }
            default -> layers.denseLayers(list.input("x", DType.F32, n, network.layers()[0]));
        };
        list.output("scores", scores);
        return list.build();
    }

    /** From {@code x} to {@code z}, which is the chain of x or the gradient of its sum. */
    static WengertList chain(Chain chain) {
        ListBuilder list = WengertList.builder("chain");
        Register x = list.input("x", DType.F32, chain.elements());
        Register z = chain(x);
        list.output(
                "z", chain.gradient() ? Reverse.gradients(z.sum(), List.of(x)).get(0) : z);
        return list.build();
    }

    /** The ten operators of {@link Chain}. */
    public static Register chain(Register x) {
        Register d = x.mul(x).add(x).tanh().mul(x);
        return d.sigmoid().sub(x).exp().add(1).log().mul(x);
    }

    private static Register images(ListBuilder list, int n) {
        return list.input("x", DType.F32, n, 1, Sizes.IMAGE, Sizes.IMAGE);
    }

    private static Register zeros(ListBuilder list, long... dims) {
        return list.fill(0, TensorType.of(DType.F32, dims));
    }

    private static Register crossEntropy(Register scores, long... dims) {
        return scores.softmaxCrossEntropy(scores.builder().input("labels", DType.I32, dims))
                .mean();
    }
}
