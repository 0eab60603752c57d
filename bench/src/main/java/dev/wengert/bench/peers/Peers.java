package dev.wengert.bench.peers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wengert.bench.Ratio;
import dev.wengert.bench.Results;
import dev.wengert.bench.Spread;
import dev.wengert.bench.Titles;
import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Rule;
import dev.wengert.bench.workload.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    private final Path file;

    /**
     * What is to be compared.
     *
     * @param folder where the libraries lie, ours in {@code ours}, the others in folders of {@code peers}
     * @param brief whether to see that it works rather than to measure
     * @param only a regular expression that the titles of what is run contain
     * @param file where the results are written after each workload
     */
    public Peers(Path folder, boolean brief, String only, Results results, Path file) {
        this.libraries = Library.all(folder.resolve("libraries"), folder.resolve("peers"));
        this.cache = folder.resolve("cache");
        this.log = folder.resolve("peers.log");
        this.effort = brief ? Effort.SHORT : Effort.FULL;
        this.only = Pattern.compile(only);
        this.results = results;
        this.file = file;
    }

    /** Compares everything. */
    public void measure() throws IOException {
        for (int threads : THREADS) {
            try (Processes processes = new Processes(threads, cache, log)) {
                processes.start(libraries, results);
                training(processes, threads);
                chains(processes, threads);
                if (threads == 1) {
                    latencies(processes);
                }
            }
        }
        footprints();
    }

    private void training(Processes processes, int threads) throws IOException {
        for (Training training : Training.all()) {
            ObjectNode workload = Results.object()
                    .put("workload", training.network().title())
                    .put("batch", training.batch())
                    .put("rule", training.rule().name())
                    .put("threads", threads);
            times(TRAINING, workload, processes, opening(training));
        }
    }

    private static String opening(Training training) {
        return "training " + training.network() + " " + training.batch() + " " + training.rule();
    }

    private void chains(Processes processes, int threads) throws IOException {
        for (Chain chain : Chain.all()) {
            ObjectNode workload = Results.object()
                    .put("elements", chain.elements())
                    .put("gradient", chain.gradient())
                    .put("threads", threads);
            times(CHAINS, workload, processes, "chain " + chain.elements() + " " + chain.gradient());
        }
    }

    private void times(String section, ObjectNode workload, Processes processes, String opening) throws IOException {
        if (!isAsked(Titles.of(workload))) {
            return;
        }
        try (Comparison comparison = new Comparison(processes.running(), opening)) {
            comparison.warm("time " + effort.warm());
            var answers = comparison.byTurns("time " + effort.slice(), effort);
            // An answer is the number of calls and the nanoseconds of them all.
            ToDoubleFunction<double[]> time = answer -> answer[1] / answer[0];
            report(section, workload, answers, (row, theirs, ours) -> {
                double[] times = column(theirs, time);
                Ratio ratio = Ratio.of(column(ours, time), times);
                row.set("microseconds", Results.json(Spread.of(times), 1e-3));
                row.set("timeOfOurs", Results.json(ratio));
                System.out.printf(
                        "  %-20s %12.1f µs, ours %.2f%n",
                        row.path("library").asText(), Spread.of(times).median() / 1e3, ratio.median());
            });
            excuse(section, workload, comparison);
        }
        results.write(file);
    }

    private boolean isAsked(String title) {
        boolean asked = only.matcher(title).find();
        if (asked) {
            System.out.println(title);
        }
        return asked;
    }

    private void latencies(Processes processes) throws IOException {
        for (Inference inference : Inference.all()) {
            ObjectNode workload = Results.object()
                    .put("workload", inference.network().title())
                    .put("batch", inference.batch());
            if (!isAsked("inference " + Titles.of(workload))) {
                continue;
            }
            String opening = "model " + inference.network() + " " + inference.batch();
            try (Comparison comparison = new Comparison(processes.running(), opening)) {
                comparison.warm("latency 1 0 " + effort.warm());
                for (int callers : CALLERS) {
                    for (long garbage : GARBAGE) {
                        latency(comparison, workload.deepCopy().put("callers", callers), garbage);
                    }
                }
            }
            results.write(file);
        }
    }

    private void latency(Comparison comparison, ObjectNode workload, long garbage) {
        String command = "latency " + workload.path("callers").asInt() + " " + garbage + " " + 2 * effort.slice();
        workload.put("garbageBytesPerSecond", garbage);
        String[] parts = {"calls", "median", "p99", "p99.9", "maximum"};
        report(LATENCIES, workload, comparison.byTurns(command, effort), (row, theirs, ours) -> {
            for (int part = 1; part < parts.length; part++) {
                int at = part;
                double[] times = column(theirs, answer -> answer[at]);
                row.set(parts[part], Results.json(Spread.of(times), 1e-3));
                row.set(parts[part] + "OfOurs", Results.json(Ratio.of(column(ours, answer -> answer[at]), times)));
            }
        });
        excuse(LATENCIES, workload, comparison);
    }

    /** Each library is started again and again: from its start to the gradients of a training step, and what it holds then. */
    private void footprints() throws IOException {
        if (!isAsked("footprint")) {
            return;
        }
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
            if (Stream.of(found[i]).anyMatch(launch -> launch.length == 0)) {
                row.put("excuse", "does not train");
                continue;
            }
            row.set("firstGradientMilliseconds", Results.json(Spread.of(column(found[i], one -> one[0])), 1e-6));
            row.set("residentBytes", Results.json(Spread.of(column(found[i], one -> one[1])), 1));
            row.set("mostResidentBytes", Results.json(Spread.of(column(found[i], one -> one[2])), 1));
        }
    }

    private double[] launch(Library library) {
        long start = System.nanoTime();
        try (PeerProcess process = new PeerProcess(library, 1, cache, log)) {
            if (!process.ask(opening(FIRST)).equals("ok")) {
                return new double[0];
            }
            process.ask("values 1");
            double time = System.nanoTime() - start;
            process.ask("time " + effort.warm());
            double[] memory = PeerProcess.numbersOf(process.ask("memory"));
            return new double[] {time, memory[0], memory[1]};
        } catch (IOException e) {
            System.out.printf("  %-20s %s%n", library.name(), e.getMessage());
            return new double[0];
        }
    }

    /** What is told of a library's rounds beside ours. */
    private interface Figures {
        void write(ObjectNode row, double[][] theirs, double[][] ours);
    }

    /** A row for each library that answered, if this engine did: without it there is nothing to compare with. */
    private void report(String section, ObjectNode workload, Map<Library, double[][]> answers, Figures figures) {
        double[][] ours = answers.get(libraries.getFirst());
        if (ours == null) {
            return;
        }
        answers.forEach((library, rounds) -> {
            ObjectNode row = results.section(section).addObject().setAll(workload);
            row.put("library", library.name()).put("rounds", rounds.length);
            figures.write(row, rounds, ours);
        });
    }

    private void excuse(String section, ObjectNode workload, Comparison comparison) {
        comparison.excuses().forEach((library, excuse) -> {
            ObjectNode row = results.section(section).addObject().setAll(workload);
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
