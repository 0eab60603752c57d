package dev.wengert.bench.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Peer;
import dev.wengert.bench.workload.Sizes;
import dev.wengert.bench.workload.Task;
import dev.wengert.bench.workload.Training;
import dev.wengert.bench.workload.Worker;
import java.io.IOException;
import java.util.Map;

/** ONNX Runtime. One session serves all threads; inputs and results lie in direct buffers that are made once. */
public final class OnnxRuntime implements Peer {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    private OnnxRuntime() {}

    /** Serves. */
    public static void main(String[] arguments) throws IOException {
        Worker.serve(new OnnxRuntime());
    }

    @Override
    public String version() {
        return "ONNX Runtime " + environment.getVersion();
    }

    @Override
    public Task training(Training training) {
        throw new UnsupportedOperationException("inference only");
    }

    @Override
    public Task chain(Chain chain) throws OrtException {
        if (chain.gradient()) {
            throw new UnsupportedOperationException("inference only");
        }
        OrtSession session = open(Models.of(chain));
        Cell x = new Cell(environment, chain.elements());
        x.numbers().put(0, chain.x());
        Cell z = new Cell(environment, chain.elements());
        return new Task() {
            @Override
            public double run() throws OrtException {
                session.run(Map.of("x", x.tensor()), Map.of("z", z.tensor())).close();
                return z.numbers().get(1);
            }

            @Override
            public void close() {
                closeAll(x, z, session);
            }
        };
    }

    @Override
    public Model model(Inference inference) throws OrtException {
        OrtSession session = open(Models.of(inference));
        return new Model() {
            @Override
            public Caller caller() throws OrtException {
                return inference.network() == Network.LSTM
                        ? new Speaking(environment, session, inference.batch())
                        : new Asking(environment, session, inference);
            }

            @Override
            public void close() {
                closeAll(session);
            }
        };
    }

    private OrtSession open(byte[] model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(Worker.threads());
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            return environment.createSession(model, options);
        }
    }

    private static void closeAll(AutoCloseable... all) {
        for (AutoCloseable each : all) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A network without a state. */
    private record Asking(
            OrtSession session, Cell x, Cell scores, Map<String, OnnxTensor> in, Map<String, OnnxTensor> out)
            implements Model.Caller {
        Asking(OrtEnvironment environment, OrtSession session, Inference inference) throws OrtException {
            this(
                    session,
                    new Cell(environment, input(inference)),
                    new Cell(environment, inference.batch(), inference.outputs()));
        }

        private Asking(OrtSession session, Cell x, Cell scores) {
            this(session, x, scores, Map.of("x", x.tensor()), Map.of("scores", scores.tensor()));
        }

        private static long[] input(Inference inference) {
            return inference.network() == Network.LENET
                    ? new long[] {inference.batch(), 1, Sizes.IMAGE, Sizes.IMAGE}
                    : new long[] {inference.batch(), inference.inputs()};
        }

        @Override
        public void call(float[] examples, float[] results) throws OrtException {
            x.numbers().put(0, examples);
            session.run(in, out).close();
            scores.numbers().get(0, results);
        }

        @Override
        public void close() {
            closeAll(x, scores);
        }
    }
}
