package dev.wengert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.nn.Evaluation;
import dev.wengert.nn.TrainingProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    private static final long SECOND = 1_000_000_000L;

    private final StringWriter text = new StringWriter();
    private long now;

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(text, true), terminal, 2, 100, () -> now);
    }

    @Test
    void drawsABarOverAndOverOnATerminal() {
        Progress progress = progress(true);
        now += SECOND;
        progress.step(new At(1, 1));
        now += SECOND / 1000;
        progress.step(new At(1, 2));
        now += SECOND - SECOND / 1000;
        progress.step(new At(1, 3));
        assertThat(text.toString())
                .isEqualTo("\r"
                        + "\033[K[======                  ] epoch 1/2  loss 0.5000  accuracy 0.7500  100 samples/s"
                        + "  7.0 s left\r"
                        + "\033[K[==================      ] epoch 1/2  loss 0.5000  accuracy 0.7500  150 samples/s"
                        + "  3.3 s left");
        progress.clearBar();
        progress.clearBar();
        assertThat(text.toString()).endsWith("left\r\033[K");
    }

    @Test
    void writesALineNowAndThenElsewhere() {
        Progress progress = progress(false);
        now += 9 * SECOND;
        progress.step(new At(1, 1));
        assertThat(text.toString()).isEmpty();
        now += SECOND;
        progress.step(new At(1, 2));
        progress.clearBar();
        assertThat(text.toString())
                .isEqualToIgnoringNewLines(
                        "epoch 1/2, step 2/4: loss 0.5000, accuracy 0.7500, 20 samples/s, 30.0 s left");
    }

    @Test
    void writesARowForEachEpochWithoutTheTimeOfEvaluation() {
        Progress progress = progress(false);
        progress.header();
        for (int epoch = 1; epoch <= 2; epoch++) {
            for (int step = 1; step <= 4; step++) {
                now += SECOND;
                progress.step(new At(epoch, step));
            }
            progress.epochTrained();
            now += 100 * SECOND;
            progress.epoch(new At(epoch, 4), new Evaluation(200, 150, 0.625));
        }
        assertThat(text.toString()).isEqualToNormalizingNewlines("""
            epoch    train loss  train accuracy  test loss  test accuracy  samples/s     time
            1/2          0.5000          0.7500     0.6250         0.7500        100    4.0 s
            2/2          0.5000          0.7500     0.6250         0.7500        100    8.0 s
            """);
    }

    @Test
    void writesTimesForPeople() {
        assertThat(Progress.time(7.26)).isEqualTo("7.3 s");
        assertThat(Progress.time(725)).isEqualTo("12:05");
        assertThat(Progress.time(3_661)).isEqualTo("1:01:01");
    }

    /**
     * A place in training with four steps to an epoch.
     *
     * @param epoch from 1
     * @param stepsInEpoch how many are over
     */
    private record At(int epoch, int stepsInEpoch) implements TrainingProgress {
        @Override
        public int stepsPerEpoch() {
            return 4;
        }

        @Override
        public long steps() {
            return 4L * (epoch - 1) + stepsInEpoch;
        }

        @Override
        public double loss() {
            return 0.4;
        }

        @Override
        public double meanLoss() {
            return 0.5;
        }

        @Override
        public double accuracy() {
            return 0.75;
        }
    }
}
