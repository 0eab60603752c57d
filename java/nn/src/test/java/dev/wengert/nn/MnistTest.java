package dev.wengert.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.nn.data.DataSet;
import dev.wengert.nn.data.Examples;
import dev.wengert.nn.data.GeneratedDigits;
import dev.wengert.nn.data.IdxFolder;
import dev.wengert.nn.data.Split;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains from IDX files: MNIST's own where they are, otherwise generated digits that were written as such. */
final class MnistTest {

    private static final Path MNIST = Path.of("../../../shared/data/mnist");

    @TempDir
    Path folder;

    @Test
    void learnsFromIdxFiles() {
        boolean mnist = Files.isDirectory(MNIST);
        if (!mnist) {
            IdxFolder written = new IdxFolder(folder);
            written.write(Split.TRAIN, GeneratedDigits.DEFAULT.draw(Split.TRAIN, 12_000, 2));
            written.write(Split.TEST, GeneratedDigits.DEFAULT.draw(Split.TEST, 2_000, 2));
        }
        DataSet data = new IdxFolder(mnist ? MNIST : folder).read();
        assertThat(data.train().count()).isEqualTo(mnist ? 60_000 : 12_000);
        assertThat(data.test().count()).isEqualTo(mnist ? 10_000 : 2_000);
        Recipe recipe = Recipe.of(new SoftmaxRegression(784, 10), 1);
        try (Examples train = Examples.of(data.train(), DType.F32);
                Examples test = Examples.of(data.test(), DType.F32);
                Workers workers = Workers.of(2);
                Trainer trainer = new Trainer(recipe, train, workers);
                Evaluator evaluator = new Evaluator(recipe.model(), trainer.parameters(), test, workers)) {
            trainer.run(2, new TrainingListener() {});
            assertThat(evaluator.evaluate().accuracy()).isGreaterThan(mnist ? 0.90 : 0.72);
        }
    }
}
