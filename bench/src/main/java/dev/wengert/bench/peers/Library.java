package dev.wengert.bench.peers;

import dev.wengert.bench.ours.Wengert;
import dev.wengert.runtime.Machine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A library that takes part.
 *
 * @param name what tables call it
 * @param main the class that serves
 * @param folder the jars of its class path
 * @param environment what its process is told by the environment
 */
record Library(String name, String main, Path folder, Map<String, String> environment) {
    /** The name of this engine, which is first in every comparison. */
    static final String OURS = "Wengert";

    private static final List<String> MEASURES = List.of("wengert-bench", "HdrHistogram");

    /** What else lies beside our own jars. */
    private static final List<String> HARNESS = List.of("jmh", "jopt", "commons-math3", "jackson");

    /** This engine, and the libraries whose modules were built. */
    static List<Library> all(Path ours, Path peers) {
        List<Library> all = new ArrayList<>();
        all.add(new Library(OURS, Wengert.class.getName(), ours, Map.of()));
        Stream.of(
                        of("DJL, PyTorch", "djl.Djl", peers.resolve("djl"), Map.of()),
                        of("Deeplearning4j", "dl4j.Dl4j", peers.resolve("dl4j"), openblasOf2021()),
                        of("ONNX Runtime", "onnx.OnnxRuntime", peers.resolve("onnxruntime"), Map.of()),
                        of("TensorFlow", "tensorflow.TensorFlowJava", peers.resolve("tensorflow"), Map.of()))
                .filter(library -> Files.isDirectory(library.folder()))
                .forEach(all::add);
        return all;
    }

    private static Library of(String name, String main, Path folder, Map<String, String> environment) {
        return new Library(name, "dev.wengert.bench." + main, folder, environment);
    }

    /**
     * OpenBLAS 0.3.19 takes later processors of AMD for one of 2007, without AVX, and multiplies at half its pace; it is told which
     * kernels they can run.
     */
    private static Map<String, String> openblasOf2021() {
        return switch (Machine.current().isa()) {
            case "avx512" -> Map.of("OPENBLAS_CORETYPE", "SkylakeX");
            case "avx2" -> Map.of("OPENBLAS_CORETYPE", "Haswell");
            default -> Map.of();
        };
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
                if (MEASURES.stream().noneMatch(file::startsWith)
                        && !(isOurs() && HARNESS.stream().anyMatch(file::startsWith))) {
                    bytes += Files.size(jar);
                }
            }
        }
        return bytes;
    }

    /**
     * The command that starts its process, which keeps in a folder what it unpacks. Deeplearning4j frees native memory when the JVM
     * collects its garbage, for which its documentation has the bounds set: without them it takes all that the machine has.
     */
    List<String> command(int threads, Path cache) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Arrays.asList(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.cachedir=" + cache.resolve("javacpp"),
                "-Dorg.bytedeco.javacpp.maxbytes=6g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=8g",
                "-Dbench.threads=" + threads,
                "-cp",
                classPath(),
                main);
    }
}
