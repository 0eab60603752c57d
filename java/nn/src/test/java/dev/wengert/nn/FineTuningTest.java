package dev.wengert.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.ListException;
import dev.wengert.nn.data.Examples;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that was trained goes on with other data, its first layer frozen. */
final class FineTuningTest {
    private static final Recipe TRAINING = TrainerTest.recipe(new Mlp(784, List.of(20), 10), 40, DType.F32);
    private static final Recipe TUNING = TRAINING.freezing("w1", "b1");

    @TempDir
    Path folder;

    private static Tensor value(Trainer trainer, String name) {
        return Objects.requireNonNull(trainer.parameters().get(name));
    }

    @Test
    void trainsTheLastLayerAlone() {
        try (Examples first = Digits.train(400, DType.F32);
                Examples second = Digits.test(400, DType.F32);
                Workers workers = Workers.of(2);
                Trainer training = new Trainer(TRAINING, first, workers);
                Trainer tuning = new Trainer(TUNING, second, workers);
                Evaluator evaluator = new Evaluator(TUNING.model(), tuning.parameters(), second, workers)) {
            training.run(2, new TrainingListener() {});
            tuning.parameters()
                    .forEach((name, value) ->
                            value.copyFrom(value(training, name).segment()));
            double loss = evaluator.evaluate().meanLoss();
            tuning.run(5, new TrainingListener() {});
            for (String name : List.of("w1", "b1")) {
                assertThat(value(tuning, name).toFloats())
                        .as(name)
                        .isEqualTo(value(training, name).toFloats());
            }
            for (String name : List.of("w2", "b2")) {
                assertThat(value(tuning, name).toFloats())
                        .as(name)
                        .isNotEqualTo(value(training, name).toFloats());
            }
            assertThat(evaluator.evaluate().meanLoss()).isLessThan(loss);
            assertThat(tuning.state()).containsKeys("w1", "m_w2").doesNotContainKeys("m_w1", "v_b1");
        }
    }

    @Test
    void goesOnFromACheckpointWithTheSameParametersFrozen() {
        Path file = folder.resolve("tuning.safetensors");
        try (Examples examples = Digits.train(200, DType.F32);
                Workers workers = Workers.of(1);
                Trainer straight = new Trainer(TUNING, examples, workers);
                Tensor half = Tensor.zeros(DType.F32, 784, 20)) {
            for (long i = 0; i < half.type().size(); i++) {
                half.setDouble(i, (i % 7 - 3) * 0.01);
            }
            value(straight, "w1").copyFrom(half.segment());
            straight.run(1, new TrainingListener() {});
            Checkpoint.write(file, straight, Map.of());
            straight.run(2, new TrainingListener() {});
            try (Checkpoint checkpoint = Checkpoint.read(file);
                    Trainer resumed = checkpoint.resume(examples, workers)) {
                assertThat(checkpoint.recipe()).isEqualTo(TUNING);
                resumed.run(2, new TrainingListener() {});
                TrainerTest.assertSame(TrainerTest.copy(resumed.state()), TrainerTest.copy(straight.state()));
                assertThat(value(resumed, "w1").toFloats()).isEqualTo(half.toFloats());
            }
        }
    }

    @Test
    void refusesToFreezeWhatTheModelHasNot() {
        try (Examples examples = Digits.train(100, DType.F32);
                Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> new Trainer(TRAINING.freezing("w9"), examples, workers).close())
                    .isInstanceOf(ListException.class)
                    .hasMessageContaining("no parameter that begins with 'w9'");
        }
    }
}
