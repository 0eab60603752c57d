package dev.wengert.bench.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.wengert.bench.workload.Sizes;
import org.jspecify.annotations.Nullable;

/** The products of centre words, {@code (n, 1)}, and their contexts, {@code (n, 6)}. */
final class WordToVector extends AbstractBlock {
    private final Parameter centre = addParameter(words("centre"));
    private final Parameter context = addParameter(words("context"));

    private static Parameter words(String name) {
        return Parameter.builder()
                .setName(name)
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(Sizes.WORDS, Sizes.EMBEDDING))
                .build();
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {inputs[1]};
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, @Nullable PairList<String, Object> options) {
        NDArray centres = embedded(store, inputs.get(0), centre, training);
        NDArray contexts = embedded(store, inputs.get(1), context, training);
        return new NDList(contexts.matMul(centres.swapAxes(1, 2)).squeeze(2));
    }

    private static NDArray embedded(ParameterStore store, NDArray words, Parameter table, boolean training) {
        return Embedding.embedding(words, store.getValue(table, words.getDevice(), training), SparseFormat.DENSE)
                .singletonOrThrow();
    }
}
