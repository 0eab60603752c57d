package dev.wengert.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.nn.checkpoint.CheckpointException;
import dev.wengert.nn.checkpoint.TensorFile;
import dev.wengert.nn.data.Examples;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTest {

    private static final Mlp MODEL = new Mlp(784, List.of(20), 10);
    private static final int STEPS_PER_EPOCH = 5;

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameAFile() {
        file = folder.resolve("run.safetensors");
    }

    @Test
    void goesOnToTheSameBitsWhereverTrainingStopped() {
        for (String optimizer : List.of("sgd", "momentum", "adam")) {
            for (DType dtype : List.of(DType.F32, DType.F64)) {
                Recipe recipe = new Recipe(MODEL, Optimizer.parse(optimizer), 0.01, 0.9, 40, dtype, 5);
                try (Examples train = Digits.train(213, dtype);
                        Workers workers = Workers.of(2)) {
                    Run straight = new Run(new Trainer(recipe, train, workers), 100);
                    for (int stop : new int[] {1, 4, STEPS_PER_EPOCH, 7, 2 * STEPS_PER_EPOCH}) {
                        Run first = new Run(new Trainer(recipe, train, workers), stop, file);
                        assertThat(first.steps).isEqualTo(stop);
                        try (Checkpoint checkpoint = Checkpoint.read(file)) {
                            assertThat(checkpoint.recipe()).isEqualTo(recipe);
                            Run second = new Run(checkpoint.resume(train, workers), 100);
                            TrainerTest.assertSame(second.state, straight.state);
                            assertThat(second.meanLoss).isEqualTo(straight.meanLoss);
                            assertThat(second.accuracy).isEqualTo(straight.accuracy);
                        }
                    }
                }
            }
        }
    }

    /** Two epochs at most, and what came of them. */
    private static final class Run {
        private final long steps;
        private final Map<String, double[]> state;
        private final double meanLoss;
        private final double accuracy;

        Run(Trainer trainer, int stop) {
            this(trainer, stop, Path.of(""));
        }

        Run(Trainer trainer, int stop, Path file) {
            try (trainer) {
                trainer.run(2, new TrainingListener() {
                    @Override
                    public boolean afterStep(TrainingProgress progress) {
                        return progress.steps() < stop;
                    }
                });
                if (!file.toString().isEmpty()) {
                    Checkpoint.write(file, trainer, Map.of());
                }
                steps = trainer.progress().steps();
                meanLoss = trainer.progress().meanLoss();
                accuracy = trainer.progress().accuracy();
                state = TrainerTest.copy(trainer.state());
            }
        }
    }

    @Test
    void isTheSameRunWhenItGoesOnLongerThanPlanned() {
        Recipe recipe = TrainerTest.recipe(MODEL, 40, DType.F32);
        try (Examples train = Digits.train(200, DType.F32);
                Workers workers = Workers.of(1)) {
            try (Trainer trainer = new Trainer(recipe, train, workers)) {
                trainer.run(1, new TrainingListener() {});
                assertThat(trainer.isDone(1)).isTrue();
                Checkpoint.write(file, trainer, Map.of("epochs", "1"));
            }
            Run straight = new Run(new Trainer(recipe, train, workers), 100);
            try (Checkpoint checkpoint = Checkpoint.read(file)) {
                assertThat(checkpoint.note("epochs")).contains("1");
                assertThat(checkpoint.note("other")).isEmpty();
                TrainerTest.assertSame(new Run(checkpoint.resume(train, workers), 100).state, straight.state);
            }
        }
    }

    @Test
    void evaluatesTheSavedModel() {
        Recipe recipe = TrainerTest.recipe(MODEL, 40, DType.F32);
        try (Examples train = Digits.train(400, DType.F32);
                Examples test = Digits.test(100, DType.F32);
                Workers workers = Workers.of(1)) {
            Evaluation before;
            try (Trainer trainer = new Trainer(recipe, train, workers);
                    Evaluator evaluator = new Evaluator(MODEL, trainer.parameters(), test, workers)) {
                trainer.run(2, new TrainingListener() {});
                Checkpoint.write(file, trainer, Map.of());
                before = evaluator.evaluate();
            }
            try (Checkpoint checkpoint = Checkpoint.read(file);
                    Evaluator evaluator = checkpoint.evaluator(test, workers)) {
                assertThat(evaluator.evaluate()).isEqualTo(before);
            }
        }
    }

    @Test
    void refusesToGoOnWithOtherData() {
        try (Examples train = Digits.train(200, DType.F32);
                Examples other = Digits.train(201, DType.F32);
                Workers workers = Workers.of(1)) {
            new Run(new Trainer(TrainerTest.recipe(MODEL, 40, DType.F32), train, workers), 1, file);
            try (Checkpoint checkpoint = Checkpoint.read(file)) {
                assertThatThrownBy(() -> checkpoint.resume(other, workers).close())
                        .isInstanceOf(CheckpointException.class)
                        .hasMessageContaining("written while training on other data");
            }
        }
    }

    @Test
    void refusesAFileThatHoldsNoTrainingRun() {
        TensorFile.write(file, Map.of(), Map.of("format", "pt"));
        assertThatThrownBy(() -> Checkpoint.read(file).close())
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("has no 'model' in its metadata, so it holds no training run");
    }

    @Test
    void refusesMetadataThatItCannotRead() {
        for (Map.Entry<String, String> change : Map.of(
                        "model", "cnn 3", "dtype", "f16", "batch", "0", "optimizer", "lion", "seed", "x")
                .entrySet()) {
            rewrite(Map.of(change.getKey(), change.getValue()), Map.of());
            assertThatThrownBy(() -> Checkpoint.read(file).close())
                    .as(change.toString())
                    .isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void refusesTensorsOfAnotherModel() {
        try (Examples train = Digits.train(200, DType.F32);
                Workers workers = Workers.of(1);
                Tensor wrong = Tensor.zeros(DType.F32, 784, 21)) {
            rewrite(Map.of(), Map.of("w1", wrong));
            try (Checkpoint checkpoint = Checkpoint.read(file)) {
                assertThatThrownBy(() -> checkpoint.resume(train, workers).close())
                        .isInstanceOf(CheckpointException.class)
                        .hasMessageContaining("a tensor f32[784,21] 'w1' where f32[784,20] is expected")
                        .hasMessageContaining("another model");
                assertThatThrownBy(() -> checkpoint.evaluator(train, workers).close())
                        .isInstanceOf(CheckpointException.class)
                        .hasMessageContaining("does not hold the parameters of its model mlp 784-20-10");
            }
        }
    }

    /** A checkpoint in which something was exchanged. */
    private void rewrite(Map<String, String> metadata, Map<String, Tensor> tensors) {
        try (Examples train = Digits.train(200, DType.F32);
                Workers workers = Workers.of(1)) {
            new Run(new Trainer(TrainerTest.recipe(MODEL, 40, DType.F32), train, workers), 1, file);
        }
        try (TensorFile original = TensorFile.read(file)) {
            Map<String, String> newMetadata = new HashMap<>(original.metadata());
            newMetadata.putAll(metadata);
            Map<String, Tensor> newTensors = new HashMap<>(original.tensors());
            newTensors.putAll(tensors);
            TensorFile.write(file, newTensors, newMetadata);
        }
    }
}
