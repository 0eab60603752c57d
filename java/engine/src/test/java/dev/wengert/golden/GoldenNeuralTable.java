package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST;
import static dev.wengert.golden.Row.Scale.LARGEST_OF_GRADIENT;
import static java.util.Map.entry;

import dev.wengert.list.Register;
import dev.wengert.operator.Neural;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.Map;

/** Linear maps, embeddings, normalisation and softmax. */
final class GoldenNeuralTable {
    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("nn.functional.linear",     Row.of(GoldenNeuralTable::linear).within(4e-6, LARGEST)),
            entry("nn.functional.embedding",  Row.of(a -> Neural.embedding(a.x(1), a.x(0)))),
            entry("nn.functional.layer_norm", Row.of(GoldenNeuralTable::layerNorm).within(4e-6, LARGEST)),
            entry("nn.functional.batch_norm", Row.of(GoldenNeuralTable::batchNorm).within(4e-6, LARGEST)),
            entry("softmax",                  Row.of(a -> a.x(0).softmax(a.axis(1, "dim", -1))).within(4e-6, LARGEST_OF_GRADIENT)));

    private GoldenNeuralTable() {}

    private static Register linear(Arguments a) {
        Register b = a.optional(2, "bias");
        return b == null ? Neural.linear(a.x(0), a.x(1)) : Neural.linear(a.x(0), a.x(1), b);
    }

    private static Register layerNorm(Arguments a) {
        Shape normalized = Shape.of(a.wholes(1, "normalized_shape"));
        return Neural.layerNorm(a.x(0), normalized, a.optional(2, "weight"), a.optional(3, "bias"), a.number(4, "eps", 1e-5));
    }

    private static Register batchNorm(Arguments a) {
        Register x = a.x(0);
        Register mean = running(a, 1, "running_mean");
        Register var = running(a, 2, "running_var");
        Register w = a.optional(3, "weight");
        Register b = a.optional(4, "bias");
        double eps = a.number(7, "eps", 1e-5);
        return a.truth(5, "training", false)
                ? Neural.batchNormTraining(x, mean, var, w, b, a.number(6, "momentum", 0.1), eps).y()
                : Neural.batchNorm(x, mean, var, w, b, eps);
    }

    private static Register running(Arguments a, int at, String name) {
        Register x = a.x(0);
        return a.has(at, name) ? a.x(at, name) : x.builder().fill(0, TensorType.of(x.type().dtype(), x.type().shape().dim(1)));
    }
}
