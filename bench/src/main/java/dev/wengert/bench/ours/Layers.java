package dev.wengert.bench.ours;

import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Parameter;
import dev.wengert.bench.workload.Sizes;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.operator.Convolutions;
import dev.wengert.operator.Neural;
import dev.wengert.operator.Recurrent;
import dev.wengert.operator.Sliding;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;

/** The layers of a network, each of which declares its weights in the list. */
record Layers(ListBuilder list, Network network) implements Vocabulary {

    /** {@code x·w + b}, with w stored as {@code (in, out)}. */
    Register dense(Register x, String name) {
        Parameter weight = network.parameter(name + ".w");
        Shape shape = Shape.of(weight.dims()[1], weight.dims()[0]);
        return x.matmul(declare(name + ".w", shape, weight.transposed())).add(weight(name + ".b"));
    }

    /** Dense layers with ReLU between them. */
    Register denseLayers(Register x) {
        int last = network.layers().length - 1;
        Register h = x;
        for (int layer = 1; layer < last; layer++) {
            h = dense(h, "dense" + layer).relu();
        }
        return dense(h, "dense" + last);
    }

    /** A convolution with ReLU. */
    Register convolution(Register x, String name, Sliding sliding) {
        return Convolutions.conv2d(x, weight(name + ".w"), weight(name + ".b"), sliding)
                .relu();
    }

    /** The greatest of 2×2. */
    static Register pool(Register x) {
        return Convolutions.maxPool2d(x, 2, Sliding.usual());
    }

    Register lenet(Register images) {
        Register h = pool(convolution(images, "conv1", Sliding.usual()));
        h = pool(convolution(h, "conv2", Sliding.usual())).reshape(-1, 256);
        h = dense(h, "dense1").relu();
        h = dense(h, "dense2").relu();
        return dense(h, "dense3");
    }

    Register cnn(Register images) {
        Sliding sliding = Sliding.usual().padding(1);
        Register h = convolution(convolution(images, "conv1", sliding), "conv2", sliding);
        h = convolution(convolution(pool(h), "conv3", sliding), "conv4", sliding);
        return dense(pool(h).reshape(-1, 64 * 7 * 7), "dense");
    }

    Recurrent.LstmOutputs lstm(Register x, Register h, Register c) {
        return Recurrent.lstm(
                Recurrent.Form.USUAL,
                x,
                h,
                c,
                weight("input.w"),
                weight("hidden.w"),
                weight("input.b"),
                weight("hidden.b"));
    }

    Recurrent.Outputs gru(Register x, Register h) {
        return Recurrent.gru(
                Recurrent.Form.USUAL,
                x,
                h,
                weight("input.w"),
                weight("hidden.w"),
                weight("input.b"),
                weight("hidden.b"));
    }

    Register transformer(Register characters) {
        Register h = Neural.embedding(characters, weight("character")).add(weight("position"));
        for (int i = 1; i <= Sizes.BLOCKS; i++) {
            String block = "block" + i + ".";
            h = h.add(attention(norm(h, block + "norm1"), block));
            Register inner = dense(norm(h, block + "norm2"), block + "up").relu();
            h = h.add(dense(inner, block + "down"));
        }
        return dense(norm(h, "norm"), "dense");
    }

    private Register attention(Register x, String block) {
        Register attended = Neural.causalAttention(
                heads(dense(x, block + "query")), heads(dense(x, block + "key")), heads(dense(x, block + "value")));
        return dense(attended.transpose(0, 2, 1, 3).reshape(x.type().shape()), block + "result");
    }

    private static Register heads(Register x) {
        return x.reshape(-1, Sizes.STEPS, Sizes.HEADS, Sizes.HIDDEN / Sizes.HEADS)
                .transpose(0, 2, 1, 3);
    }

    private Register norm(Register x, String name) {
        return Neural.layerNorm(x, weight(name + ".w"), weight(name + ".b"));
    }

    /** A weight as PyTorch lays it out. */
    Register weight(String name) {
        Parameter weight = network.parameter(name);
        return declare(name, Shape.of(weight.dims()), weight.values());
    }

    private Register declare(String name, Shape shape, float[] values) {
        try (Tensor first = Tensor.of(shape, values)) {
            return list.parameter(name.replace('.', '_'), first);
        }
    }
}
