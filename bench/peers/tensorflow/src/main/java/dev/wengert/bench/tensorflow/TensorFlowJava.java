package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Peer;
import dev.wengert.bench.workload.Task;
import dev.wengert.bench.workload.Training;
import dev.wengert.bench.workload.Worker;
import java.io.IOException;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;

/** TensorFlow for Java. The number of threads is a setting of each session. */
public final class TensorFlowJava implements Peer {
    /** What TensorFlow has for graphs that compute no longer than it takes to wake a thread: callers compute themselves. */
    private static final RunOptions IN_CALLER =
            RunOptions.newBuilder().setInterOpThreadPool(-1).build();

    private TensorFlowJava() {}

    /** Serves. */
    public static void main(String[] arguments) throws IOException {
        Worker.serve(new TensorFlowJava());
    }

    @Override
    public String version() {
        return "TensorFlow " + TensorFlow.version();
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

    static Session session(Graph graph) {
        return new Session(
                graph,
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(Worker.threads())
                        .setInterOpParallelismThreads(Worker.threads())
                        .build());
    }

    static Session.Runner asking(Session session) {
        return session.runner().setOptions(IN_CALLER);
    }
}
