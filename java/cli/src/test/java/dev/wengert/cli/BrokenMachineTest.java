package dev.wengert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong outside the job itself is still one line. */
final class BrokenMachineTest {

    @Test
    void saysThatALibraryIsMissing() throws Exception {
        assertFails(List.of("-Dwengert.library=/nowhere/libwengert.so"), "/nowhere/libwengert.so", "info");
        assertFails(List.of("-Dwengert.blas=/nowhere/libblas.so"), "/nowhere/libblas.so", "info");
    }

    @Test
    void saysThatThereIsNotEnoughMemory() throws Exception {
        assertFails(List.of("-Xmx8m", "-XX:+UseSerialGC"), "not enough memory", "train", "--epochs", "1");
    }

    @Test
    void helpsWithoutTheLibrary() throws Exception {
        Process process = ChildProcess.of(List.of("-Dwengert.library=/nowhere"), "train", "--help")
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(text).contains("--resume");
    }

    private static void assertFails(List<String> options, String part, String... arguments) throws Exception {
        Process process = ChildProcess.of(options, arguments).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text).contains(part).hasLineCount(1).startsWith("wengert");
        assertThat(process.waitFor()).isEqualTo(1);
    }
}
