package dev.wengert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class UsageTest {

    @Test
    void answersWrongUsageWithOneLineAndExitCodeTwo() {
        List<List<String>> cases = List.of(
                List.of(
                        "",
                        "wengert: Missing command: train, eval, info, list, run or operators. See 'wengert --help'."),
                List.of("trian", "Unknown argument 'trian'; did you mean train? See 'wengert --help'."),
                List.of("train --epoch 3", "wengert train: Unknown option '--epoch'"),
                List.of("train --epochs 0", "'--epochs': expected a whole number of at least 1, found '0'"),
                List.of("train --epochs many", "expected a whole number of at least 1, found 'many'"),
                List.of("train --epochs", "Missing required parameter for option '--epochs'"),
                List.of("train --batch -1", "'--batch': expected a whole number of at least 1, found '-1'"),
                List.of("train --threads 0", "'--threads': expected a whole number of at least 1, found '0'"),
                List.of("train --lr 0", "'--lr': expected a number above 0, found '0'"),
                List.of("train --lr Infinity", "'--lr': expected a number above 0, found 'Infinity'"),
                List.of("train --lr fast", "'--lr': expected a number above 0, found 'fast'"),
                List.of("train --seed x", "Invalid value for option '--seed'"),
                List.of("train --model cnn", "'--model': expected one of [mlp, softmax]"),
                List.of("train --optimizer lion", "'--optimizer': expected sgd, momentum or adam, found 'lion'"),
                List.of("train --dtype i32", "'--dtype': expected f32 or f64, found 'i32'"),
                List.of("train --hidden 0", "'--hidden': layers have at least 1 unit, found 0"),
                List.of("train --hidden 5,x", "Invalid value for option '--hidden'"),
                List.of("train --model softmax --hidden 5", "--hidden belongs to --model mlp"),
                List.of("eval", "Missing required option: '--checkpoint=FILE'. See 'wengert eval --help'."),
                List.of("run", "Missing required parameter: 'FILE'"),
                List.of("list --file x --batch 3", "--file gives the list; --batch and --dtype are of a model"),
                List.of("list --file x --dtype f64", "--file gives the list; --batch and --dtype are of a model"),
                List.of("list --file x --model mlp", "--file gives the list; --model and --hidden are of a model"),
                List.of("list --file x --schedule --java", "expected one of --schedule, --memory and --java"),
                List.of("list --gradients", "Unknown option '--gradients'; did you mean --gradient?"));
        for (List<String> example : cases) {
            String[] arguments =
                    example.get(0).isEmpty() ? new String[0] : example.get(0).split(" ", -1);
            CommandLineRun run = CommandLineRun.of(arguments);
            assertThat(run.exitCode()).as(example.get(0)).isEqualTo(2);
            assertThat(run.out()).as(example.get(0)).isEmpty();
            assertThat(run.err()).as(example.get(0)).contains(example.get(1)).hasLineCount(1);
        }
    }

    @Test
    void explainsItself() {
        assertThat(CommandLineRun.of("--help").out()).contains("train", "eval", "info", "list", "2   wrong usage");
        CommandLineRun train = CommandLineRun.of("train", "--help");
        assertThat(train.exitCode()).isZero();
        assertThat(train.out())
                .contains(
                        "--data",
                        "--model",
                        "--hidden",
                        "--epochs",
                        "--batch",
                        "--optimizer",
                        "--lr",
                        "--seed",
                        "--threads",
                        "--dtype",
                        "--checkpoint",
                        "--resume",
                        "--verbose");
    }

    @Test
    void namesItsVersion() {
        for (String[] arguments : new String[][] {{"--version"}, {"train", "-V"}}) {
            CommandLineRun run = CommandLineRun.of(arguments);
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).matches("wengert \\d+\\.\\d+\\.\\d+\\R");
        }
    }
}
