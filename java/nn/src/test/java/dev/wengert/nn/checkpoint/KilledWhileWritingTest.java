package dev.wengert.nn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that does nothing but write the same checkpoint is killed at moments of chance. */
final class KilledWhileWritingTest {

    private static final int VALUES = 500_000;

    @TempDir
    Path folder;

    @Test
    void leavesTheOldFileOrTheNewOne() throws Exception {
        Path file = folder.resolve("checkpoint");
        for (int kill = 0; kill < 4; kill++) {
            Files.deleteIfExists(file);
            Process process = new ProcessBuilder(command(file)).inheritIO().start();
            try {
                while (!Files.exists(file) && process.isAlive()) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                TimeUnit.MILLISECONDS.sleep(40 + 17L * kill);
            } finally {
                process.destroyForcibly().waitFor();
            }
            try (TensorFile read = TensorFile.read(file)) {
                assertThat(read.tensors()).containsOnlyKeys("values");
                double[] values = tensor(read).toDoubles();
                assertThat(values).hasSize(VALUES).containsOnly(values[0]);
                assertThat(read.metadata()).containsEntry("round", Integer.toString((int) values[0]));
            }
            assertThat(namesInFolder()).contains("checkpoint").allMatch(name -> name.matches("checkpoint|\\..*\\.tmp"));
        }
    }

    /** Runs {@link Writing} on what this test itself runs on, be it a class path, a module path or both. */
    private static List<String> command(Path file) {
        String path = Stream.of("java.class.path", "jdk.module.path", "jdk.module.main.path")
                .map(name -> System.getProperty(name, ""))
                .filter(Predicate.not(String::isEmpty))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
        Path classes = Path.of(KilledWhileWritingTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-cp",
                classes + File.pathSeparator + testClasses() + File.pathSeparator + path,
                Writing.class.getName(),
                file.toString());
    }

    /** Under a patched module the test classes are on neither path. */
    private static Path testClasses() {
        return Path.of("target", "test-classes").toAbsolutePath();
    }

    private static Tensor tensor(TensorFile file) {
        return file.tensors().values().iterator().next();
    }

    private List<String> namesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /** Writes without end. */
    static final class Writing {
        private Writing() {}

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[0]);
            try (Tensor values = Tensor.zeros(DType.F64, VALUES)) {
                for (int round = 0; round < 100_000; round++) {
                    for (int i = 0; i < VALUES; i++) {
                        values.setDouble(i, round);
                    }
                    TensorFile.write(file, Map.of("values", values), Map.of("round", Integer.toString(round)));
                }
            }
        }
    }
}
