package dev.wengert.bench.djl;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;

/** A network without a state, asked through {@link Predictor}s. */
final class Classifier implements Model {
    private final ai.djl.Model model;
    private final Shape shape;

    Classifier(Inference inference) {
        model = ai.djl.Model.newInstance(inference.network().name());
        shape = Layers.inputs(inference.network(), inference.batch())[0];
        Block block = Layers.of(inference.network());
        block.initialize(model.getNDManager(), DataType.FLOAT32, shape);
        Layers.setWeights(block, inference.network());
        block.freezeParameters(true);
        model.setBlock(block);
    }

    @Override
    public Caller caller() {
        Predictor<float[], float[]> predictor = model.newPredictor(new Arrays(shape));
        return new Caller() {
            @Override
            public void call(float[] x, float[] scores) throws TranslateException {
                float[] found = predictor.predict(x);
                System.arraycopy(found, 0, scores, 0, scores.length);
            }

            @Override
            public void close() {
                predictor.close();
            }
        };
    }

    @Override
    public void close() {
        model.close();
    }

    private record Arrays(Shape shape) implements NoBatchifyTranslator<float[], float[]> {
        @Override
        public NDList processInput(TranslatorContext context, float[] input) {
            return new NDList(context.getNDManager().create(input, shape));
        }

        @Override
        public float[] processOutput(TranslatorContext context, NDList list) {
            return list.singletonOrThrow().toFloatArray();
        }
    }
}
