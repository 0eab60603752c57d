package dev.wengert.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Sizes;

/** The LSTM step by step; each caller keeps its states. */
final class Speaker implements Model {
    private final NDManager manager = NDManager.newBaseManager();
    private final int n;
    private final Block lstm = LSTM.builder()
            .setNumLayers(1)
            .setStateSize(Sizes.HIDDEN)
            .optBatchFirst(false)
            .optReturnState(true)
            .build();
    private final Block dense = Layers.linear(Sizes.CHARACTERS);

    Speaker(Inference inference) {
        n = inference.batch();
        lstm.initialize(manager, DataType.FLOAT32, new Shape(1, n, Sizes.CHARACTERS));
        dense.initialize(manager, DataType.FLOAT32, new Shape(1, n, Sizes.HIDDEN));
        int next = 0;
        for (Block block : new Block[] {lstm, dense}) {
            for (Parameter parameter : block.getParameters().values()) {
                parameter.getArray().set(Network.LSTM.parameters().get(next++).values());
            }
            block.freezeParameters(true);
        }
    }

    @Override
    public Caller caller() {
        return new Speaking();
    }

    @Override
    public void close() {
        manager.close();
    }

    private final class Speaking implements Caller {
        private final NDManager states = manager.newSubManager();
        private final ParameterStore store = new ParameterStore(states, true);
        private NDArray h = states.zeros(new Shape(1, n, Sizes.HIDDEN));
        private NDArray c = states.zeros(new Shape(1, n, Sizes.HIDDEN));

        @Override
        public void call(float[] x, float[] scores) {
            try (NDManager step = states.newSubManager()) {
                NDArray input = step.create(x, new Shape(1, n, Sizes.CHARACTERS));
                NDList next = lstm.forward(store, new NDList(input, h, c), false);
                float[] found = dense.forward(store, new NDList(next.head()), false)
                        .singletonOrThrow()
                        .toFloatArray();
                System.arraycopy(found, 0, scores, 0, scores.length);
                h.close();
                c.close();
                h = next.get(1);
                c = next.get(2);
                h.attach(states);
                c.attach(states);
            }
        }

        @Override
        public void close() {
            states.close();
        }
    }
}
