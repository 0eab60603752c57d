package dev.wengert.bench.peers;

import dev.wengert.bench.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of each library, in their order. One that has ended is started again. */
final class Processes implements AutoCloseable {
    private final List<PeerProcess> processes = new ArrayList<>();
    private final int threads;
    private final Path cache;
    private final Path log;

    Processes(int threads, Path cache, Path log) {
        this.threads = threads;
        this.cache = cache;
        this.log = log;
    }

    /** Starts them and writes down their versions. */
    void start(List<Library> libraries, Results results) throws IOException {
        var versions = results.root().withObject("/versions");
        for (Library library : libraries) {
            PeerProcess process = new PeerProcess(library, threads, cache, log);
            processes.add(process);
            try {
                versions.put(library.name(), process.turn("version"));
            } catch (IOException e) {
                versions.put(library.name(), e.getMessage());
            }
        }
    }

    /** All of them, so that a workload that ended one does not end the next. */
    List<PeerProcess> running() throws IOException {
        for (int i = 0; i < processes.size(); i++) {
            PeerProcess process = processes.get(i);
            if (!process.isAlive()) {
                process.close();
                processes.set(i, new PeerProcess(process.library(), threads, cache, log));
            }
        }
        return List.copyOf(processes);
    }

    @Override
    public void close() {
        processes.forEach(PeerProcess::close);
    }
}
