package dev.wengert.bench.djl;

import ai.djl.engine.Engine;
import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Peer;
import dev.wengert.bench.workload.Task;
import dev.wengert.bench.workload.Training;
import dev.wengert.bench.workload.Worker;
import java.io.IOException;

/** DJL with PyTorch. The number of threads is a setting of its process: {@code ai.djl.pytorch.num_threads}. */
public final class Djl implements Peer {
    private Djl() {}

    /** Serves. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(Worker.threads()));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        Worker.serve(new Djl());
    }

    @Override
    public String version() {
        return "DJL " + Engine.getDjlVersion() + ", PyTorch "
                + Engine.getInstance().getVersion();
    }

    @Override
    public Task training(Training training) {
        return new TrainingStep(training);
    }

    @Override
    public Task chain(Chain chain) {
        return new ElementwiseChain(chain);
    }

    @Override
    public Model model(Inference inference) {
        return inference.network() == Network.LSTM ? new Speaker(inference) : new Classifier(inference);
    }
}
