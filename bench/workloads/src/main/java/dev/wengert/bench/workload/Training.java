package dev.wengert.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A training step: forward, mean loss, backward, update. In f32. */
public record Training(Network network, int batch, Rule rule) {
    private static final Map<Network, List<Integer>> BATCHES = Map.of(
            Network.MLP, List.of(1, 16, 128, 1024),
            Network.LENET, List.of(1, 64),
            Network.CNN, List.of(32),
            Network.LSTM, List.of(32),
            Network.GRU, List.of(32),
            Network.TRANSFORMER, List.of(32),
            Network.SOFTMAX_REGRESSION, List.of(10_000),
            Network.WORD2VEC, List.of(256));

    /** All that are compared. */
    public static List<Training> all() {
        List<Training> all = new ArrayList<>();
        for (Network network : Network.values()) {
            for (int batch : BATCHES.getOrDefault(network, List.of())) {
                for (Rule rule : Rule.values()) {
                    all.add(new Training(network, batch, rule));
                }
            }
        }
        return all;
    }

    /** The data of each step. */
    public Batch data() {
        return Batch.of(network, batch);
    }
}
