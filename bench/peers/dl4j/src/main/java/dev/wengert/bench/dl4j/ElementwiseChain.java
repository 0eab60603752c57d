package dev.wengert.bench.dl4j;

import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Task;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The chain with {@link INDArray}s, in place where an operand is not read again, in a workspace that has the size of the first run. */
final class ElementwiseChain implements Task {
    private static final String WORKSPACE = "chain";

    private final WorkspaceConfiguration configuration = WorkspaceConfiguration.builder()
            .policyLearning(LearningPolicy.FIRST_LOOP)
            .build();
    private final INDArray x;

    ElementwiseChain(Chain chain) {
        x = Nd4j.createFromArray(chain.x());
    }

    @Override
    public double run() {
        try (MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, WORKSPACE)) {
            INDArray d = Transforms.tanh(x.mul(x).addi(x), false).muli(x);
            INDArray z = Transforms.log(
                            Transforms.exp(Transforms.sigmoid(d, false).subi(x), false)
                                    .addi(1),
                            false)
                    .muli(x);
            return z.getFloat(1);
        }
    }

    @Override
    public void close() {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        x.close();
    }
}
