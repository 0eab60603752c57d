package dev.wengert.operator.loss;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;

/** How alike vectors are. */
sealed interface Similarity extends LossOperator {
    @Override
    default int arity() {
        return 2;
    }

    @Override
    default void check(List<TensorType> y) {
        Require.real("x", y.get(0));
        Require.sameDType(y.get(0), y.get(1));
    }

    /**
     * {@code x·y / (max(‖x‖, eps) max(‖y‖, eps))} of vectors along an axis, which goes: the cosine of the angle between them.
     * The two broadcast. Operands: x, y.
     *
     * @param axis the axis of the vectors, after broadcasting
     * @param eps the least length
     */
    record CosineSimilarity(int axis, double eps) implements Similarity {
        CosineSimilarity() {
            this(1, 1e-8);
        }

        @Override
        public Register write(List<Register> y) {
            Shape shape = y.get(0).type().shape().broadcast(y.get(1).type().shape());
            Register a = y.get(0).broadcastTo(shape);
            Register b = y.get(1).broadcastTo(shape);
            return a.mul(b).sum(axis).div(length(a).mul(length(b)));
        }

        private Register length(Register x) {
            return x.call("frobenius_norm", Map.of("axes", Axes.of(axis))).maximum(eps);
        }
    }

    /**
     * {@code ‖x − y + eps‖ₚ} of vectors along the last axis, which goes; the two broadcast. As in PyTorch, eps is added to
     * every difference, which keeps the derivative finite where x = y. Operands: x, y.
     *
     * @param p the order of the norm, as in {@code norm}
     * @param eps added to the differences
     * @param keepDims whether the axis stays, with length 1
     */
    record PairwiseDistance(double p, double eps, boolean keepDims) implements Similarity {
        PairwiseDistance() {
            this(2, 1e-6, false);
        }

        @Override
        public Register write(List<Register> y) {
            Map<String, Object> norm = Map.of("p", p, "axes", Axes.of(-1), "keepDims", keepDims);
            return y.get(0).sub(y.get(1)).add(eps).call("norm", norm);
        }
    }
}
