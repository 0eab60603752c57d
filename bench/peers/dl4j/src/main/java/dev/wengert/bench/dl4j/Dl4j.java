package dev.wengert.bench.dl4j;

import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Peer;
import dev.wengert.bench.workload.Task;
import dev.wengert.bench.workload.Training;
import dev.wengert.bench.workload.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j. The number of threads is {@code OMP_NUM_THREADS} in the environment of its process. */
public final class Dl4j implements Peer {
    private static final String POM = "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

    private Dl4j() {}

    /** Serves. */
    public static void main(String[] arguments) throws IOException {
        Worker.serve(new Dl4j());
    }

    @Override
    public String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream pom = MultiLayerNetwork.class.getResourceAsStream(POM)) {
            properties.load(pom);
        }
        return "Deeplearning4j " + properties.getProperty("version") + ", "
                + Nd4j.getBackend()
                        .buildInfo()
                        .lines()
                        .filter(line -> line.matches("HAVE_(ONEDNN|OPENBLAS)"))
                        .collect(Collectors.joining(", "));
    }

    @Override
    public Task training(Training training) {
        return switch (training.network()) {
            case GRU -> throw new UnsupportedOperationException("it has no GRU layer");
            case TRANSFORMER ->
                throw new UnsupportedOperationException("its SameDiff frees arrays that it still reads");
            case WORD2VEC -> throw new UnsupportedOperationException("the gradient of its gather fails");
            default -> new TrainingStep(training);
        };
    }

    @Override
    public Task chain(Chain chain) {
        return chain.gradient() ? new ChainGradient(chain) : new ElementwiseChain(chain);
    }

    @Override
    public Model model(Inference inference) {
        return new Asked(inference);
    }
}
