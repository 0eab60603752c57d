package dev.wengert.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.nn.data.DataException;
import dev.wengert.nn.data.Examples;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TrainerTest {

    private static final Mlp SMALL = new Mlp(784, List.of(24, 16), 10);

    @Test
    void keepsSoftmaxRegressionClearlyBelowTheMlp() {
        try (Examples train = Digits.train(12_000, DType.F32);
                Examples test = Digits.test(2_000, DType.F32)) {
            double mlp = accuracy(Recipe.of(new Mlp(784, List.of(512, 256), 10), 1), train, test, 5);
            double softmax = accuracy(Recipe.of(new SoftmaxRegression(784, 10), 1), train, test, 5);
            assertThat(mlp).isGreaterThan(0.96);
            assertThat(softmax).isBetween(0.78, 0.90);
        }
    }

    private static double accuracy(Recipe recipe, Examples train, Examples test, int epochs) {
        try (Workers workers = Workers.of(2);
                Trainer trainer = new Trainer(recipe, train, workers);
                Evaluator evaluator = new Evaluator(recipe.model(), trainer.parameters(), test, workers)) {
            trainer.run(epochs, new TrainingListener() {});
            return evaluator.evaluate().accuracy();
        }
    }

    @Test
    void givesTheSameBitsForAnyNumberOfThreads() {
        for (DType dtype : List.of(DType.F32, DType.F64)) {
            Recipe recipe =
                    new Recipe(new Mlp(784, List.of(130, 70), 10), Optimizer.parse("adam"), 0.001, 0.9, 100, dtype, 1);
            try (Examples train = Digits.train(1_000, dtype)) {
                Map<String, double[]> one = trained(recipe, train, 1);
                for (int threads : new int[] {2, 3, 8}) {
                    assertSame(trained(recipe, train, threads), one);
                }
            }
        }
    }

    private static Map<String, double[]> trained(Recipe recipe, Examples train, int threads) {
        try (Workers workers = Workers.of(threads);
                Trainer trainer = new Trainer(recipe, train, workers)) {
            trainer.run(2, new TrainingListener() {});
            return copy(trainer.state());
        }
    }

    static Map<String, double[]> copy(Map<String, Tensor> tensors) {
        Map<String, double[]> copies = new TreeMap<>();
        tensors.forEach((name, tensor) -> copies.put(name, tensor.toDoubles()));
        return copies;
    }

    static void assertSame(Map<String, double[]> actual, Map<String, double[]> expected) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        actual.forEach((name, values) -> assertThat(values).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void learnsWithEveryOptimizer() {
        for (String name : List.of("sgd", "momentum", "adam")) {
            Optimizer optimizer = Optimizer.parse(name);
            Recipe recipe = new Recipe(SMALL, optimizer, optimizer.usualLearningRate(), 0.9, 32, DType.F32, 1);
            try (Examples train = Digits.train(2_000, DType.F32);
                    Workers workers = Workers.of(1);
                    Trainer trainer = new Trainer(recipe, train, workers)) {
                trainer.run(6, new TrainingListener() {});
                assertThat(trainer.progress().accuracy()).as(name).isGreaterThan(0.8);
            }
        }
    }

    @Test
    void beginsSoftmaxRegressionWithTheLossOfGuessing() {
        try (Examples train = Digits.train(100, DType.F64);
                Workers workers = Workers.of(1);
                Trainer trainer = new Trainer(recipe(new SoftmaxRegression(784, 10), 50, DType.F64), train, workers)) {
            List<Double> losses = new ArrayList<>();
            trainer.run(1, new TrainingListener() {
                @Override
                public boolean afterStep(TrainingProgress progress) {
                    losses.add(progress.loss());
                    return true;
                }
            });
            assertThat(losses).hasSize(2);
            assertThat(losses.get(0)).isCloseTo(Math.log(10), within(1e-12));
            assertThat(trainer.progress().meanLoss()).isEqualTo((losses.get(0) + losses.get(1)) / 2);
        }
    }

    @Test
    void leavesOutTheLastFewExamplesOfAnEpoch() {
        try (Examples train = Digits.train(107, DType.F32);
                Workers workers = Workers.of(1);
                Trainer trainer = new Trainer(recipe(SMALL, 25, DType.F32), train, workers)) {
            List<String> seen = new ArrayList<>();
            trainer.run(2, new TrainingListener() {
                @Override
                public boolean afterStep(TrainingProgress at) {
                    seen.add(at.epoch() + ":" + at.stepsInEpoch() + "/" + at.stepsPerEpoch() + "=" + at.steps());
                    return true;
                }

                @Override
                public void afterEpoch(TrainingProgress at) {
                    seen.add("end of " + at.epoch());
                }
            });
            assertThat(seen)
                    .containsExactly(
                            "1:1/4=1",
                            "1:2/4=2",
                            "1:3/4=3",
                            "1:4/4=4",
                            "end of 1",
                            "2:1/4=5",
                            "2:2/4=6",
                            "2:3/4=7",
                            "2:4/4=8",
                            "end of 2");
        }
    }

    @Test
    void multipliesTheLearningRateAfterEachEpoch() {
        Recipe recipe = new Recipe(SMALL, Optimizer.parse("sgd"), 0.5, 0.5, 8, DType.F32, 1);
        assertThat(recipe.learningRate(0)).isEqualTo(0.5);
        assertThat(recipe.learningRate(3)).isEqualTo(0.0625);
    }

    @Test
    void stopsAtALossThatIsNotFinite() {
        Recipe recipe = new Recipe(SMALL, Optimizer.parse("sgd"), 1e30, 1, 50, DType.F32, 1);
        try (Examples train = Digits.train(200, DType.F32);
                Workers workers = Workers.of(1);
                Trainer trainer = new Trainer(recipe, train, workers)) {
            assertThatThrownBy(() -> trainer.run(3, new TrainingListener() {}))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageMatching("The loss became (NaN|Infinity) at step [23] \\(epoch 1, batch [23] of 4\\); "
                            + "start again with a learning rate below 1.0E30\\.");
        }
    }

    @Test
    void refusesABatchThatIsLargerThanTheData() {
        try (Examples train = Digits.train(20, DType.F32);
                Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> new Trainer(recipe(SMALL, 21, DType.F32), train, workers))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("A batch of 21 is more than the 20 training examples");
        }
    }

    @Test
    void refusesDataOfAnotherSize() {
        try (Examples train = Digits.train(20, DType.F32);
                Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> new Trainer(recipe(new SoftmaxRegression(100, 10), 5, DType.F32), train, workers))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("softmax 100-10 takes 100 numbers and 10 classes, but the examples have 784");
        }
    }

    @Test
    void allocatesNothingOnTheHeapInAStep() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Examples train = Digits.train(200, DType.F32);
                Workers workers = Workers.of(1);
                Trainer trainer = new Trainer(recipe(SMALL, 2, DType.F32), train, workers)) {
            int epochs = 5;
            List<Long> taken = new ArrayList<>();
            trainer.run(epochs, new TrainingListener() {
                private long before;

                @Override
                public boolean afterStep(TrainingProgress progress) {
                    if (progress.stepsInEpoch() == 21) {
                        before = threads.getCurrentThreadAllocatedBytes();
                    } else if (progress.stepsInEpoch() == 100) {
                        taken.add(threads.getCurrentThreadAllocatedBytes() - before);
                    }
                    return true;
                }
            });
            // the JVM itself takes some where it compiles or links what runs
            assertThat(taken).hasSize(epochs).contains(0L);
        }
    }

    @Test
    void rejectsRecipesOutOfRange() {
        Optimizer sgd = Optimizer.parse("sgd");
        assertThatThrownBy(() -> new Recipe(SMALL, sgd, 0, 1, 1, DType.F32, 1)).hasMessageContaining("found 0.0");
        assertThatThrownBy(() -> new Recipe(SMALL, sgd, Double.NaN, 1, 1, DType.F32, 1))
                .hasMessageContaining("found NaN");
        assertThatThrownBy(() -> new Recipe(SMALL, sgd, 1, 1.5, 1, DType.F32, 1))
                .hasMessageContaining("found 1.5");
        assertThatThrownBy(() -> new Recipe(SMALL, sgd, 1, 1, 0, DType.F32, 1)).hasMessageContaining("found 0");
        assertThatThrownBy(() -> new Recipe(SMALL, sgd, 1, 1, 1, DType.I32, 1)).hasMessageContaining("not in i32");
    }

    static Recipe recipe(Classifier model, int batch, DType dtype) {
        return new Recipe(model, Optimizer.parse("adam"), 0.001, 0.9, batch, dtype, 3);
    }
}
