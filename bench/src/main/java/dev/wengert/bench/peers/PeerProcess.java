package dev.wengert.bench.peers;

import dev.wengert.bench.workload.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The process of one library. It is stopped but while it answers, so that none of its threads disturbs another library. */
final class PeerProcess implements AutoCloseable {
    private static final Pattern SPACE = Pattern.compile(" ");

    /** Seconds. The slowest turns take a few. */
    private static final int PATIENCE = 30;

    private final Library library;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final Thread end;

    /** Starts it. The log has what it writes beside its answers. */
    PeerProcess(Library library, int threads, Path cache, Path log) throws IOException {
        this.library = library;
        ProcessBuilder builder = new ProcessBuilder(library.command(threads, cache))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var environment = builder.environment();
        // Nobody is hobbled by what an environment happens to say, and nobody computes on more threads than the others.
        environment.keySet().removeIf(name -> name.matches("(OPENBLAS|MKL|OMP|KMP|GOMP|DNNL|ONEDNN|ATEN|TF)_.*"));
        environment.put("OMP_NUM_THREADS", Integer.toString(threads));
        environment.put("MKL_NUM_THREADS", Integer.toString(threads));
        environment.put("DJL_CACHE_DIR", cache.toString());
        environment.put("DJL_OFFLINE", "true");
        environment.put("OPT_OUT_TRACKING", "true");
        environment.putAll(library.environment());
        process = builder.start();
        end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    Library library() {
        return library;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lets it go on, asks, and stops it when it has answered. */
    String turn(String command) throws IOException {
        Signals.proceed(process.pid());
        String answer = ask(command);
        Signals.stop(process.pid());
        return answer;
    }

    /** Asks a process that runs, and ends it if it does not answer. */
    String ask(String command) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> ending = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    process.destroyForcibly();
                },
                CompletableFuture.delayedExecutor(PATIENCE, TimeUnit.SECONDS));
        try {
            commands.write(command + "\n");
            commands.flush();
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(Worker.MARK)) {
                    return line.substring(Worker.MARK.length());
                }
            }
        } finally {
            ending.cancel(false);
        }
        process.onExit().join();
        throw new IOException(
                late.get()
                        ? "failed: no answer within " + PATIENCE + " s"
                        : "failed: its process ended, " + process.exitValue());
    }

    /** The numbers that it answers when it has its turn. */
    double[] numbers(String command) throws IOException {
        return numbersOf(turn(command));
    }

    /** The numbers of an answer that consists of nothing else. */
    static double[] numbersOf(String answer) throws IOException {
        if (answer.startsWith("unsupported") || answer.startsWith("failed")) {
            throw new IOException(answer);
        }
        return SPACE.splitAsStream(answer).mapToDouble(Double::parseDouble).toArray();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
