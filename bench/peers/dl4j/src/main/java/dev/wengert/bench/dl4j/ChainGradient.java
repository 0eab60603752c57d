package dev.wengert.bench.dl4j;

import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Task;
import java.util.Map;
import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The gradient of the chain, with SameDiff. */
final class ChainGradient implements Task {
    private final SameDiff graph = SameDiff.create();

    ChainGradient(Chain chain) {
        SDVariable x = graph.var("x", Nd4j.createFromArray(chain.x()));
        SDVariable d = graph.math().tanh(x.mul(x).add(x)).mul(x);
        SDVariable f = graph.nn().sigmoid(d).sub(x);
        SDVariable z = graph.math().log(graph.math().exp(f).add(1)).mul(x);
        z.sum().markAsLoss();
    }

    @Override
    public double run() {
        try (INDArray dx =
                Objects.requireNonNull(graph.calculateGradients(Map.of(), "x").get("x"))) {
            return dx.getFloat(1);
        }
    }

    @Override
    public void close() {
        graph.getVariable("x").getArr().close();
    }
}
