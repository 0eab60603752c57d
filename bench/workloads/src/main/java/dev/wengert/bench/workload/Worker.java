package dev.wengert.bench.workload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The process of one library: takes a command from each line of its input and answers with one line that begins with {@link
 * #MARK}, so that what the library prints is not mistaken for an answer.
 *
 * <pre>
 * version                       its versions
 * training NETWORK BATCH RULE   opens a training step
 * chain ELEMENTS GRADIENT       opens a chain of elementwise operators
 * model NETWORK BATCH           opens a network for inference
 * values N                      what N runs give
 * time NANOSECONDS              runs for about so long: calls, nanoseconds
 * latency THREADS GARBAGE NANOSECONDS   as {@link Latencies}: calls, median, p99, p99.9, maximum
 * memory                        bytes of memory that are resident, and the most that were
 * close                         closes what is open
 * </pre>
 *
 * What fails is answered with {@code unsupported} or {@code failed} and the reason.
 */
public final class Worker {
    /** What answers begin with. */
    public static final String MARK = "\u0001";

    /** The system property that says how many threads the library may compute on. */
    public static final String THREADS = "bench.threads";

    private final Peer peer;
    private @Nullable Task task;
    private @Nullable Model model;
    private @Nullable Inference inference;

    private Worker(Peer peer) {
        this.peer = peer;
    }

    /** Serves until the input ends. */
    public static void serve(Peer peer) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Worker worker = new Worker(peer);
        try (var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                answers.println(MARK + worker.answer(command.split(" ")));
                answers.flush();
            }
        }
        worker.close();
    }

    /** How many threads this process may compute on. */
    public static int threads() {
        return Integer.getInteger(THREADS, 1);
    }

    private String answer(String[] words) {
        try {
            return switch (words[0]) {
                case "version" -> peer.version();
                case "training" -> {
                    close();
                    task = peer.training(new Training(
                            Network.valueOf(words[1]), Integer.parseInt(words[2]), Rule.valueOf(words[3])));
                    yield "ok";
                }
                case "chain" -> {
                    close();
                    task = peer.chain(new Chain(Integer.parseInt(words[1]), Boolean.parseBoolean(words[2])));
                    yield "ok";
                }
                case "model" -> {
                    close();
                    inference = new Inference(Network.valueOf(words[1]), Integer.parseInt(words[2]));
                    model = peer.model(inference);
                    yield "ok";
                }
                case "values" -> values(Integer.parseInt(words[1]));
                case "time" -> time(Long.parseLong(words[1]));
                case "latency" ->
                    new Latencies(opened(model), opened(inference))
                            .measure(Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
                case "memory" -> memory("VmRSS") + " " + memory("VmHWM");
                case "close" -> {
                    close();
                    yield "ok";
                }
                default -> throw new IllegalArgumentException("unknown command " + String.join(" ", words));
            };
        } catch (UnsupportedOperationException e) {
            return "unsupported: " + e.getMessage();
        } catch (Exception | LinkageError | AssertionError e) {
            e.printStackTrace(System.err);
            return "failed " + line(e);
        }
    }

    private static String line(Throwable e) {
        return String.valueOf(e).lines().findFirst().orElse("");
    }

    private String values(int count) throws Exception {
        StringJoiner values = new StringJoiner(" ");
        if (inference != null) {
            float[] x = inference.x();
            float[] scores = new float[inference.batch() * inference.outputs()];
            try (Model.Caller caller = opened(model).caller()) {
                for (int i = 0; i < count; i++) {
                    caller.call(x, scores);
                    for (float score : scores) {
                        values.add(Float.toString(score));
                    }
                }
            }
            return values.toString();
        }
        for (int i = 0; i < count; i++) {
            values.add(Double.toString(opened(task).run()));
        }
        return values.toString();
    }

    private String time(long nanoseconds) throws Exception {
        Task timed = opened(task);
        // The process that had its turn before has emptied the caches.
        timed.run();
        long calls = 0;
        long start = System.nanoTime();
        long time;
        do {
            timed.run();
            calls++;
            time = System.nanoTime() - start;
        } while (time < nanoseconds);
        return calls + " " + time;
    }

    /** Bytes that Linux tells of this process; 0 elsewhere. */
    private static long memory(String key) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(key + ":"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    private void close() {
        if (task != null) {
            task.close();
            task = null;
        }
        if (model != null) {
            model.close();
            model = null;
        }
        inference = null;
    }

    private static <T> T opened(@Nullable T what) {
        if (what == null) {
            throw new IllegalStateException("nothing of the kind is open");
        }
        return what;
    }
}
