package dev.wengert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.nn.data.GeneratedDigits;
import dev.wengert.nn.data.IdxFolder;
import dev.wengert.nn.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainTest {

    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void writeSmallData() {
        data = folder.resolve("data");
        IdxFolder idx = new IdxFolder(data);
        idx.write(Split.TRAIN, GeneratedDigits.DEFAULT.draw(Split.TRAIN, 600, 1));
        idx.write(Split.TEST, GeneratedDigits.DEFAULT.draw(Split.TEST, 200, 1));
    }

    private CommandLineRun train(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--data", data.toString(), "--hidden", "32", "--batch", "50", "--threads", "2"));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private CommandLineRun resume(Path file, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--data", data.toString(), "--resume", file.toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void endsWithTheTestAccuracy() {
        CommandLineRun run = train("--epochs", "2");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.lastLine()).matches("test accuracy 0\\.\\d{4}");
        assertThat(run.out())
                .contains("600 training and 200 test images", "mlp 784-32-10, 25,450 parameters, f32")
                .contains("adam, learning rate 0.001, batch 50, seed 1, 2 threads")
                .containsPattern("(?m)^1/2 +\\d+\\.\\d{4} +0\\.\\d{4} +\\d+\\.\\d{4} +0\\.\\d{4}")
                .containsPattern("(?m)^2/2 ")
                .doesNotContain("\r", "\033");
    }

    @Test
    void drawsItsOwnDigitsWithoutAFolder() {
        CommandLineRun run = CommandLineRun.of("train", "--model", "softmax", "--epochs", "1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("generated digits, 12,000 training and 2,000 test images");
        assertThat(run.lastLine()).matches("test accuracy 0\\.\\d{4}");
    }

    @Test
    void takesEveryOption() {
        CommandLineRun run = train(
                "--model",
                "mlp",
                "--epochs",
                "1",
                "--optimizer",
                "momentum",
                "--lr",
                "0.01",
                "--seed",
                "-7",
                "--dtype",
                "f64",
                "--verbose");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("f64", "momentum, learning rate 0.01, batch 50, seed -7");
    }

    @Test
    void goesOnFromACheckpointToTheSameFile() throws IOException {
        Path straight = folder.resolve("straight");
        Path resumed = folder.resolve("resumed");
        CommandLineRun whole = train("--epochs", "3", "--checkpoint", straight.toString());
        assertThat(whole.out()).contains("checkpoint " + straight);
        train("--epochs", "1", "--checkpoint", resumed.toString());
        CommandLineRun rest = resume(resumed, "--epochs", "3");

        assertThat(rest.exitCode()).isZero();
        assertThat(rest.lastLine()).isEqualTo(whole.lastLine());
        assertThat(rest.out()).contains("2/3 ", "3/3 ").doesNotContain("1/3 ");
        assertThat(Files.mismatch(resumed, straight)).isEqualTo(-1);
    }

    @Test
    void evaluatesAndSavesWhenNothingIsLeftToDo() throws IOException {
        Path file = folder.resolve("done");
        CommandLineRun first = train("--epochs", "1", "--checkpoint", file.toString());
        CommandLineRun again = resume(file);
        assertThat(again.exitCode()).isZero();
        assertThat(again.lastLine()).isEqualTo(first.lastLine());

        Path copy = folder.resolve("copy");
        resume(file, "--checkpoint", copy.toString());
        assertThat(Files.mismatch(copy, file)).isEqualTo(-1);
    }

    @Test
    void evaluatesACheckpoint() {
        Path file = folder.resolve("model");
        CommandLineRun trained = train("--epochs", "2", "--checkpoint", file.toString());
        CommandLineRun run = CommandLineRun.of("eval", "--checkpoint", file.toString(), "--data", data.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("200 test images", "model  mlp 784-32-10", "test loss ");
        assertThat(run.lastLine()).isEqualTo(trained.lastLine());
    }

    @Test
    void answersAJobThatFailsWithOneLineAndExitCodeOne() throws IOException {
        Path file = folder.resolve("model");
        train("--epochs", "1", "--checkpoint", file.toString());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Path altered = Files.write(folder.resolve("altered"), bytes);
        Path truncated = Files.write(folder.resolve("truncated"), Arrays.copyOf(bytes, bytes.length / 2));
        Path damaged = folder.resolve("damaged");
        new IdxFolder(damaged).write(Split.TRAIN, GeneratedDigits.DEFAULT.draw(Split.TRAIN, 50, 1));
        Files.write(damaged.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 0});
        String model = file.toString();

        assertFails(resume(file, "--model", "softmax"), "is of a run with the model mlp 784-32-10, not softmax 784-10");
        assertFails(resume(file, "--hidden", "33"), "with the model mlp 784-32-10, not mlp 784-33-10");
        assertFails(resume(file, "--dtype", "f64"), "with --dtype f32, not f64");
        assertFails(resume(file, "--lr", "0.5"), "with --lr 0.001, not 0.5; leave that option out");
        assertFails(resume(altered), "altered or damaged", "checksum");
        assertFails(resume(truncated), "truncated");
        assertFails(resume(folder.resolve("gone")), "gone does not exist");
        assertFails(CommandLineRun.of("train", "--resume", model), "other data");
        assertFails(CommandLineRun.of("eval", "--checkpoint", altered.toString()), "altered or damaged");
        assertFails(CommandLineRun.of("train", "--data", folder.resolve("gone").toString()), "does not exist");
        assertFails(CommandLineRun.of("train", "--data", damaged.toString()), "wrong magic number");
        assertFails(
                CommandLineRun.of("train", "--data", data.toString(), "--batch", "601"),
                "A batch of 601 is more than the 600 training examples");
        assertFails(train("--checkpoint", folder.resolve("no/file").toString()), "there is no file or folder");
        assertFails(train("--optimizer", "sgd", "--lr", "1e30"), "The loss became", "learning rate below 1.0E30");
    }

    private static void assertFails(CommandLineRun run, String... parts) {
        assertThat(run.err()).contains(parts).hasLineCount(1).startsWith("wengert ");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).doesNotContain("test accuracy 0");
    }

    @Test
    void addsTheStackTraceWhenAsked() {
        CommandLineRun run = CommandLineRun.of("train", "--data", "gone", "--verbose");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("dev.wengert.nn.data.DataException", "\tat dev.wengert");
    }
}
