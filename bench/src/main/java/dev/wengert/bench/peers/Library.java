package dev.wengert.bench.peers;

import dev.wengert.bench.ours.Wengert;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A library that takes part.
 *
 * @param name what tables call it
 * @param main the class that serves
 * @param folder the jars of its class path
 */
record Library(String name, String main, Path folder) {
    /** The name of this engine, which is first in every comparison. */
    static final String OURS = "Wengert";

    private static final List<String> HARNESS =
            List.of("wengert-bench", "HdrHistogram", "jmh", "jopt", "commons-math3", "jackson");

    /** This engine, and the libraries whose modules were built. */
    static List<Library> all(Path ours, Path peers) {
        List<Library> all = new ArrayList<>();
        all.add(new Library(OURS, Wengert.class.getName(), ours));
        Stream.of(
                        new Library("DJL, PyTorch", "dev.wengert.bench.djl.Djl", peers.resolve("djl")),
                        new Library("ONNX Runtime", "dev.wengert.bench.onnx.OnnxRuntime", peers.resolve("onnxruntime")))
                .filter(library -> Files.isDirectory(library.folder()))
                .forEach(all::add);
        return all;
    }

    boolean isOurs() {
        return name.equals(OURS);
    }

    String classPath() {
        return folder + File.separator + "*";
    }

    /** Bytes of the jars that a user of the library takes along, so without what measures it. */
    long diskBytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.toList()) {
                String file = jar.getFileName().toString();
                if (HARNESS.stream().noneMatch(file::startsWith)) {
                    bytes += Files.size(jar);
                }
            }
        }
        return bytes;
    }

    /** The command that starts its process. */
    List<String> command(int threads) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Arrays.asList(
                java, "--enable-native-access=ALL-UNNAMED", "-Dbench.threads=" + threads, "-cp", classPath(), main);
    }
}
