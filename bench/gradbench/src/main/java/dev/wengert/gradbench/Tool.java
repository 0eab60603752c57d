package dev.wengert.gradbench;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wengert.runtime.Workers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads messages from standard input, one to a line, and answers each with a line on standard output. */
final class Tool {
    static final List<Module> MODULES = List.of(
            Hello.MODULE,
            Llsq.MODULE,
            Lse.MODULE,
            Ode.MODULE,
            Det.MODULE,
            Gmm.MODULE,
            Kmeans.MODULE,
            BundleAdjustment.MODULE,
            HandTracking.MODULE,
            Lstm.MODULE,
            Particle.MODULE,
            Saddle.MODULE);

    private Tool() {}

    /** Takes {@code --multithreaded}: as many threads as there are processors, instead of one. */
    public static void main(String[] arguments) throws IOException {
        boolean multithreaded = List.of(arguments).contains("--multithreaded");
        try (Workers workers = multithreaded ? Workers.available() : Workers.of(1)) {
            serve(new Protocol(MODULES, workers), System.in, System.out);
        }
    }

    static void serve(Protocol protocol, InputStream messages, PrintStream responses) throws IOException {
        ObjectMapper json = new ObjectMapper();
        // A message holds whole data sets.
        json.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxDocumentLength(-1).build());
        BufferedReader lines = new BufferedReader(new InputStreamReader(messages, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                responses.println(json.writeValueAsString(protocol.answer(json.readTree(line))));
                responses.flush();
            }
        }
    }
}
