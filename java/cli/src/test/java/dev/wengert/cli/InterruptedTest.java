package dev.wengert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that trains is asked to end, which is what Ctrl-C does. */
final class InterruptedTest {

    @TempDir
    Path folder;

    @Test
    void savesAfterTheCurrentStepAndGoesOnToTheSameBits() throws Exception {
        Path interrupted = folder.resolve("interrupted");
        Process process = ChildProcess.of(
                        List.of(),
                        "train",
                        "--hidden",
                        "64",
                        "--epochs",
                        "100000",
                        "--checkpoint",
                        interrupted.toString())
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                lines.add(line);
                if (line.startsWith("2/")) {
                    // Unlike Process.destroy, this leaves the stream open.
                    process.toHandle().destroy();
                }
                line = out.readLine();
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String last = lines.get(lines.size() - 1);
        assertThat(last).as(String.join("\n", lines)).matches("stopped after step \\d+; go on with --resume .*");
        long steps = Long.parseLong(last.replaceAll("\\D+(\\d+).*", "$1"));
        int epochs = (int) (steps / 93) + 2;

        Path straight = folder.resolve("straight");
        CommandLineRun rest =
                CommandLineRun.of("train", "--resume", interrupted.toString(), "--epochs", Integer.toString(epochs));
        CommandLineRun whole = CommandLineRun.of(
                "train", "--hidden", "64", "--epochs", Integer.toString(epochs), "--checkpoint", straight.toString());
        assertThat(rest.exitCode()).isZero();
        assertThat(rest.lastLine()).isEqualTo(whole.lastLine());
        assertThat(Files.mismatch(interrupted, straight)).isEqualTo(-1);
    }
}
