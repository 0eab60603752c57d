package dev.wengert.bench.onnx;

import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Parameter;
import dev.wengert.bench.workload.Sizes;
import java.util.List;

/** The networks as models with the input {@code x} and the output {@code scores}; an LSTM has its states beside them. */
record Models(Graph graph, Network network) {
    /** Where the gates i, f, g, o of PyTorch stand in ONNX: i, o, f, c. */
    private static final int[] GATES = {0, 3, 1, 2};

    static byte[] of(Inference inference) {
        Models models = new Models(new Graph(), inference.network());
        int n = inference.batch();
        models.write(n);
        return models.graph.toBytes();
    }

    /** The chain with the input {@code x} and the output {@code z}. */
    static byte[] of(Chain chain) {
        Graph graph = new Graph().input("x", chain.elements());
        String d = graph.node("Mul", graph.node("Tanh", graph.node("Add", graph.node("Mul", "x", "x"), "x")), "x");
        String one = graph.weight("one", new float[] {1});
        String f = graph.node("Sub", graph.node("Sigmoid", d), "x");
        String i = graph.node("Log", graph.node("Add", graph.node("Exp", f), one));
        graph.node("Mul", List.of(i, "x"), List.of("z"));
        return graph.output("z", chain.elements()).toBytes();
    }

    private void write(int n) {
        switch (network) {
            case LENET -> {
                graph.input("x", n, 1, Sizes.IMAGE, Sizes.IMAGE);
                String h = convolution(convolution("x", "conv1"), "conv2");
                h = graph.node("Flatten", h);
                h = graph.node("Relu", dense(h, "dense1", "h1"));
                h = graph.node("Relu", dense(h, "dense2", "h2"));
                dense(h, "dense3", "scores");
                graph.output("scores", n, Sizes.DIGITS);
            }
            case LSTM -> {
                graph.input("x", 1, n, Sizes.CHARACTERS);
                graph.input("h", 1, n, Sizes.HIDDEN).input("c", 1, n, Sizes.HIDDEN);
                String w = graph.weight("w", gates("input.w"), 1, 4 * Sizes.HIDDEN, Sizes.CHARACTERS);
                String r = graph.weight("r", gates("hidden.w"), 1, 4 * Sizes.HIDDEN, Sizes.HIDDEN);
                String b = graph.weight("b", both(gates("input.b"), gates("hidden.b")), 1, 8 * Sizes.HIDDEN);
                graph.node(
                        "LSTM",
                        List.of("x", w, r, b, "", "h", "c"),
                        List.of("", "nextH", "nextC"),
                        Graph.attribute("hidden_size", Sizes.HIDDEN));
                // (1, n, hidden) to (n, hidden)
                graph.node("Flatten", List.of("nextH"), List.of("flat"), Graph.attribute("axis", 2));
                dense("flat", "dense", "scores");
                graph.output("scores", n, Sizes.CHARACTERS);
                graph.output("nextH", 1, n, Sizes.HIDDEN).output("nextC", 1, n, Sizes.HIDDEN);
            }
            default -> {
                int[] layers = network.layers();
                int last = layers.length - 1;
                graph.input("x", n, layers[0]);
                String h = "x";
                for (int i = 1; i < last; i++) {
                    h = graph.node("Relu", dense(h, "dense" + i, "h" + i));
                }
                dense(h, "dense" + last, "scores");
                graph.output("scores", n, layers[last]);
            }
        }
    }

    private String dense(String x, String name, String result) {
        graph.node(
                "Gemm",
                List.of(x, weight(name + ".w"), weight(name + ".b")),
                List.of(result),
                Graph.attribute("transB", 1));
        return result;
    }

    /** With ReLU and the greatest of 2×2. */
    private String convolution(String x, String name) {
        String h = graph.node("Relu", graph.node("Conv", x, weight(name + ".w"), weight(name + ".b")));
        String result = name + ".pooled";
        graph.node(
                "MaxPool",
                List.of(h),
                List.of(result),
                Graph.attribute("kernel_shape", new long[] {2, 2}),
                Graph.attribute("strides", new long[] {2, 2}));
        return result;
    }

    private String weight(String name) {
        Parameter parameter = network.parameter(name);
        return graph.weight(name, parameter.values(), parameter.dims());
    }

    /** Rows of gates in ONNX's order. */
    private float[] gates(String name) {
        float[] given = network.parameter(name).values();
        float[] gates = new float[given.length];
        int part = given.length / GATES.length;
        for (int gate = 0; gate < GATES.length; gate++) {
            System.arraycopy(given, GATES[gate] * part, gates, gate * part, part);
        }
        return gates;
    }

    private static float[] both(float[] first, float[] second) {
        float[] both = new float[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
