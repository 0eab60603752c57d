package dev.wengert.bench.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Task;

/** The chain with {@link NDArray}s. */
final class ElementwiseChain implements Task {
    private final NDManager manager = NDManager.newBaseManager();
    private final NDArray x;
    private final boolean gradient;

    ElementwiseChain(Chain chain) {
        x = manager.create(chain.x());
        gradient = chain.gradient();
    }

    @Override
    public double run() {
        try (NDManager step = manager.newSubManager()) {
            x.tempAttach(step);
            if (!gradient) {
                return z(x).getFloat(1);
            }
            // The same numbers without the gradient of the step before, to which PyTorch would add.
            NDArray fresh = x.stopGradient();
            fresh.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(z(fresh).sum());
            }
            return fresh.getGradient().getFloat(1);
        }
    }

    private static NDArray z(NDArray x) {
        NDArray d = x.mul(x).add(x).tanh().mul(x);
        return Activation.sigmoid(d).sub(x).exp().add(1).log().mul(x);
    }

    @Override
    public void close() {
        manager.close();
    }
}
