package dev.wengert.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.wengert.bench.workload.Sizes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of one's own, as DJL's guide writes them. DJL's {@code TransformerEncoderBlock} normalises over the batch and after
 * the sum, so it is another network.
 */
final class Transformer extends AbstractBlock {
    private final Parameter characters = addParameter(embedding("characters"));
    private final Parameter positions = addParameter(embedding("positions"));
    private final List<Part> parts = new ArrayList<>();
    private final LayerNorm norm;
    private final Linear dense;

    Transformer() {
        for (int i = 1; i <= Sizes.BLOCKS; i++) {
            parts.add(addChildBlock("block" + i, new Part()));
        }
        norm = addChildBlock("norm", LayerNorm.builder().axis(2).build());
        dense = addChildBlock("dense", Layers.linear(Sizes.CHARACTERS));
    }

    private static Parameter embedding(String name) {
        return Parameter.builder().setName(name).setType(Parameter.Type.WEIGHT).build();
    }

    @Override
    public void prepare(Shape[] inputs) {
        characters.setShape(new Shape(Sizes.CHARACTERS, Sizes.HIDDEN));
        positions.setShape(new Shape(Sizes.STEPS, Sizes.HIDDEN));
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        Shape inner = new Shape(inputs[0].get(0), Sizes.STEPS, Sizes.HIDDEN);
        parts.forEach(part -> part.initialize(manager, type, inner));
        norm.initialize(manager, type, inner);
        dense.initialize(manager, type, inner);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), Sizes.STEPS, Sizes.CHARACTERS)};
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> options) {
        NDArray index = inputs.singletonOrThrow();
        NDArray table = store.getValue(characters, index.getDevice(), training);
        NDArray h = Embedding.embedding(index, table, SparseFormat.DENSE)
                .singletonOrThrow()
                .add(store.getValue(positions, index.getDevice(), training));
        NDList list = new NDList(h);
        for (Part part : parts) {
            list = part.forward(store, list, training);
        }
        return dense.forward(store, norm.forward(store, list, training), training);
    }

    /** {@code h = x + attention(norm(x))}, {@code h + dense(relu(dense(norm(h))))}. */
    private static final class Part extends AbstractBlock {
        private static final int WIDTH = Sizes.HIDDEN / Sizes.HEADS;

        private final LayerNorm norm1 =
                addChildBlock("norm1", LayerNorm.builder().axis(2).build());
        private final Linear query = addChildBlock("query", Layers.linear(Sizes.HIDDEN));
        private final Linear key = addChildBlock("key", Layers.linear(Sizes.HIDDEN));
        private final Linear value = addChildBlock("value", Layers.linear(Sizes.HIDDEN));
        private final Linear result = addChildBlock("result", Layers.linear(Sizes.HIDDEN));
        private final LayerNorm norm2 =
                addChildBlock("norm2", LayerNorm.builder().axis(2).build());
        private final Linear up = addChildBlock("up", Layers.linear(Sizes.INNER));
        private final Linear down = addChildBlock("down", Layers.linear(Sizes.HIDDEN));

        /** 0 where a position looks, −∞ where it must not; made once. */
        private @Nullable NDArray mask;

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
            Shape inner = new Shape(inputs[0].get(0), Sizes.STEPS, Sizes.INNER);
            for (Block block : List.of(norm1, query, key, value, result, norm2, up)) {
                block.initialize(manager, type, inputs[0]);
            }
            down.initialize(manager, type, inner);
            NDArray ahead = manager.arange(Sizes.STEPS)
                    .reshape(1, -1)
                    .gt(manager.arange(Sizes.STEPS).reshape(-1, 1));
            mask = ahead.toType(DataType.FLOAT32, false).mul(-1e9F);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return inputs;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> options) {
            NDArray x = inputs.singletonOrThrow();
            NDList normal = norm1.forward(store, inputs, training);
            NDArray q = heads(query.forward(store, normal, training));
            NDArray k = heads(key.forward(store, normal, training));
            NDArray v = heads(value.forward(store, normal, training));
            NDArray scores = q.matMul(k.swapAxes(2, 3)).mul((float) (1 / Math.sqrt(WIDTH)));
            NDArray attended =
                    scores.add(mask).softmax(3).matMul(v).swapAxes(1, 2).reshape(x.getShape());
            NDArray h =
                    x.add(result.forward(store, new NDList(attended), training).singletonOrThrow());
            NDList inner = up.forward(store, norm2.forward(store, new NDList(h), training), training);
            NDList relu = new NDList(Activation.relu(inner.singletonOrThrow()));
            return new NDList(h.add(down.forward(store, relu, training).singletonOrThrow()));
        }

        private static NDArray heads(NDList x) {
            return x.singletonOrThrow()
                    .reshape(-1, Sizes.STEPS, Sizes.HEADS, WIDTH)
                    .swapAxes(1, 2);
        }
    }
}
