package dev.wengert.bench.peers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Ratio;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Rule;
import dev.wengert.bench.workload.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Training, inference, elementwise chains and footprint beside other libraries. */
public final class Peers {
    /** The name of this engine. */
    public static final String OURS = Library.OURS;

    /** The sections of the results. */
    public static final String TRAINING = "peersTraining";

    /** Elementwise chains. */
    public static final String CHAINS = "peersChains";

    /** Latencies of inference. */
    public static final String LATENCIES = "peersLatencies";

    /** Footprints. */
    public static final String FOOTPRINTS = "peersFootprints";

    private static final int[] THREADS = {1, 2};
    private static final int[] CALLERS = {1, 8};
    private static final long[] GARBAGE = {0, 500_000_000};
    private static final Training FIRST = new Training(Network.MLP, 128, Rule.SGD);

    private final List<Library> libraries;
    private final Path cache;
    private final Path log;
    private final Effort effort;
    private final Pattern only;
    private final Results results;

    /**
     * What is to be compared.
     *
     * @param folder where the libraries lie, ours in {@code ours}, the others in folders of {@code peers}
     * @param brief whether to see that it works rather than to measure
     * @param only a regular expression that the titles of what is run contain
     */
    public Peers(Path folder, boolean brief, String only, Results results) {
        this.libraries = Library.all(folder.resolve("libraries"), folder.resolve("peers"));
        this.cache = folder.resolve("cache");
        this.log = folder.resolve("peers.log");
        this.effort = brief ? Effort.SHORT : Effort.FULL;
        this.only = Pattern.compile(only);
        this.results = results;
    }

    /** Compares everything. */
    public void measure() throws IOException {
        for (int threads : THREADS) {
            List<PeerProcess> processes = start(threads);
            try {
                training(processes, threads);
                chains(processes, threads);
                if (threads == 1) {
                    latencies(processes);
                }
            } finally {
                processes.forEach(PeerProcess::close);
            }
        }
        footprints();
    }

    private List<PeerProcess> start(int threads) throws IOException {
        List<PeerProcess> processes = new ArrayList<>();
        ObjectNode versions = results.root().withObject("/versions");
        for (Library library : libraries) {
            PeerProcess process = new PeerProcess(library, threads, cache, log);
            processes.add(process);
            versions.put(library.name(), process.turn("version"));
        }
        return processes;
    }

    private void training(List<PeerProcess> processes, int threads) throws IOException {
        for (Training training : Training.all()) {
            String title = training.network().title() + ", batch " + training.batch() + ", " + training.rule() + ", "
                    + threads + (threads == 1 ? " thread" : " threads");
            times(
                    TRAINING,
                    title,
                    processes,
                    opening(training),
                    row -> row.put("workload", training.network().title())
                            .put("batch", training.batch())
                            .put("rule", training.rule().name())
                            .put("threads", threads));
        }
    }

    private static String opening(Training training) {
        return "training " + training.network() + " " + training.batch() + " " + training.rule();
    }

    private void chains(List<PeerProcess> processes, int threads) throws IOException {
        for (Chain chain : Chain.all()) {
            String title = "chain of " + chain.elements() + (chain.gradient() ? ", gradient, " : ", ") + threads
                    + (threads == 1 ? " thread" : " threads");
            times(
                    CHAINS,
                    title,
                    processes,
                    "chain " + chain.elements() + " " + chain.gradient(),
                    row -> row.put("elements", chain.elements())
                            .put("gradient", chain.gradient())
                            .put("threads", threads));
        }
    }

    private void times(
            String section, String title, List<PeerProcess> processes, String opening, Consumer<ObjectNode> describe)
            throws IOException {
        if (!only.matcher(title).find()) {
            return;
        }
        System.out.println(title);
        try (Comparison comparison = new Comparison(processes, opening)) {
            comparison.warm("time " + effort.warm());
            var answers = comparison.byTurns("time " + effort.slice(), effort.rounds());
            // An answer is the number of calls and the nanoseconds of them all.
            report(section, answers, describe, "microseconds", answer -> answer[1] / answer[0]);
            excuse(section, comparison, describe);
        }
    }

    private void latencies(List<PeerProcess> processes) throws IOException {
        for (Inference inference : Inference.all()) {
            String title = "inference " + inference.network().title() + ", batch " + inference.batch();
            if (!only.matcher(title).find()) {
                continue;
            }
            System.out.println(title);
            String opening = "model " + inference.network() + " " + inference.batch();
            try (Comparison comparison = new Comparison(processes, opening)) {
                comparison.warm("latency 1 0 " + effort.warm());
                for (int callers : CALLERS) {
                    for (long garbage : GARBAGE) {
                        latency(comparison, inference, callers, garbage);
                    }
                }
            }
        }
    }

    private void latency(Comparison comparison, Inference inference, int callers, long garbage) throws IOException {
        Consumer<ObjectNode> describe =
                row -> row.put("workload", inference.network().title())
                        .put("batch", inference.batch())
                        .put("callers", callers)
                        .put("garbageBytesPerSecond", garbage);
        String command = "latency " + callers + " " + garbage + " " + 2 * effort.slice();
        var answers = comparison.byTurns(command, effort.rounds());
        String[] parts = {"calls", "median", "p99", "p99.9", "maximum"};
        double[][] ours = answers.values().iterator().next();
        answers.forEach((library, rounds) -> {
            ObjectNode row = results.section(LATENCIES).addObject();
            describe.accept(row);
            row.put("library", library.name());
            for (int part = 1; part < parts.length; part++) {
                int at = part;
                row.set(parts[part], Results.json(Spread.of(column(rounds, answer -> answer[at])), 1e-3));
                row.set(
                        parts[part] + "OfOurs",
                        Results.json(
                                Ratio.of(column(ours, answer -> answer[at]), column(rounds, answer -> answer[at]))));
            }
        });
        excuse(LATENCIES, comparison, describe);
    }

    /** Each library is started again and again: from its start to the gradients of a training step, and what it holds then. */
    private void footprints() throws IOException {
        if (!only.matcher("footprint").find()) {
            return;
        }
        System.out.println("footprint");
        double[][][] found = new double[libraries.size()][effort.launches()][];
        for (int launch = 0; launch < effort.launches(); launch++) {
            for (int i = 0; i < libraries.size(); i++) {
                found[i][launch] = launch(libraries.get(i));
            }
        }
        for (int i = 0; i < libraries.size(); i++) {
            ObjectNode row = results.section(FOOTPRINTS).addObject();
            row.put("library", libraries.get(i).name())
                    .put("diskBytes", libraries.get(i).diskBytes());
            if (found[i][0].length == 0) {
                row.put("excuse", "does not train");
                continue;
            }
            row.set("firstGradientMilliseconds", Results.json(Spread.of(column(found[i], one -> one[0])), 1e-6));
            row.set("residentBytes", Results.json(Spread.of(column(found[i], one -> one[1])), 1));
            row.set("mostResidentBytes", Results.json(Spread.of(column(found[i], one -> one[2])), 1));
        }
    }

    private double[] launch(Library library) throws IOException {
        long start = System.nanoTime();
        try (PeerProcess process = new PeerProcess(library, 1, cache, log)) {
            if (!process.ask(opening(FIRST)).equals("ok")) {
                return new double[0];
            }
            process.ask("values 1");
            double time = System.nanoTime() - start;
            process.ask("time " + effort.warm());
            double[] memory = PeerProcess.numbers(process.ask("memory"));
            return new double[] {time, memory[0], memory[1]};
        }
    }

    private void report(
            String section,
            Map<Library, double[][]> answers,
            Consumer<ObjectNode> describe,
            String unit,
            ToDoubleFunction<double[]> nanoseconds) {
        if (answers.isEmpty()) {
            return;
        }
        double[] ours = column(answers.values().iterator().next(), nanoseconds);
        answers.forEach((library, rounds) -> {
            double[] times = column(rounds, nanoseconds);
            ObjectNode row = results.section(section).addObject();
            describe.accept(row);
            row.put("library", library.name());
            row.set(unit, Results.json(Spread.of(times), 1e-3));
            row.set("timeOfOurs", Results.json(Ratio.of(ours, times)));
            System.out.printf(
                    "  %-20s %12.1f µs, ours %.2f%n",
                    library.name(),
                    Spread.of(times).median() / 1e3,
                    Ratio.of(ours, times).median());
        });
    }

    private void excuse(String section, Comparison comparison, Consumer<ObjectNode> describe) {
        comparison.excuses().forEach((library, excuse) -> {
            ObjectNode row = results.section(section).addObject();
            describe.accept(row);
            row.put("library", library.name()).put("excuse", excuse);
            System.out.printf("  %-20s %s%n", library.name(), excuse);
        });
    }

    private static double[] column(double[][] rounds, ToDoubleFunction<double[]> value) {
        return IntStream.range(0, rounds.length)
                .mapToDouble(round -> value.applyAsDouble(rounds[round]))
                .toArray();
    }
}
