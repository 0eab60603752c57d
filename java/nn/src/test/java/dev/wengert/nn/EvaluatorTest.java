package dev.wengert.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.nn.data.Examples;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {

    private static final SoftmaxRegression MODEL = new SoftmaxRegression(784, 10);

    /** Counts that are less than, equal to, and no multiple of the rows of one run. */
    @Test
    void countsEveryExampleOnce() {
        for (int count : new int[] {1, 249, 250, 251, 613}) {
            try (Examples train = Digits.train(400, DType.F64);
                    Examples test = Digits.test(count, DType.F64);
                    Workers workers = Workers.of(2);
                    Trainer trainer = new Trainer(TrainerTest.recipe(MODEL, 50, DType.F64), train, workers);
                    Evaluator evaluator = new Evaluator(MODEL, trainer.parameters(), test, workers)) {
                trainer.run(1, new TrainingListener() {});
                Evaluation expected = inJava(trainer.parameters(), test);
                Evaluation actual = evaluator.evaluate();
                assertThat(actual.count()).isEqualTo(count);
                assertThat(actual.correct()).isEqualTo(expected.correct());
                assertThat(actual.meanLoss()).isCloseTo(expected.meanLoss(), within(1e-12));
                assertThat(actual.accuracy()).isEqualTo((double) expected.correct() / count);
            }
        }
    }

    private static Evaluation inJava(Map<String, Tensor> parameters, Examples test) {
        Map<String, double[]> values = TrainerTest.copy(parameters);
        double[] w = Objects.requireNonNull(values.get("w1"));
        double[] b = Objects.requireNonNull(values.get("b1"));
        double[] x = test.images().toDoubles();
        double loss = 0;
        int correct = 0;
        for (int i = 0; i < test.count(); i++) {
            double[] scores = b.clone();
            for (int pixel = 0; pixel < 784; pixel++) {
                for (int c = 0; c < 10; c++) {
                    scores[c] += x[i * 784 + pixel] * w[pixel * 10 + c];
                }
            }
            double sum = 0;
            int best = 0;
            for (int c = 0; c < 10; c++) {
                sum += Math.exp(scores[c]);
                best = scores[c] > scores[best] ? c : best;
            }
            int label = (int) test.labels().getLong(i);
            loss += Math.log(sum) - scores[label];
            correct += best == label ? 1 : 0;
        }
        return new Evaluation(test.count(), correct, loss / test.count());
    }

    @Test
    void saysThatParametersWhichAreNotNumbersAreUseless() {
        try (Examples test = Digits.test(10, DType.F32);
                Workers workers = Workers.of(1);
                Tensor w = Tensor.zeros(DType.F32, 784, 10);
                Tensor b = Tensor.zeros(DType.F32, 10);
                Evaluator evaluator = new Evaluator(MODEL, Map.of("w1", w, "b1", b), test, workers)) {
            b.setDouble(3, Double.NaN);
            assertThatThrownBy(evaluator::evaluate)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("The loss over 10 examples is NaN");
        }
    }

    @Test
    void rejectsMissingParameters() {
        try (Examples test = Digits.test(10, DType.F32);
                Workers workers = Workers.of(1)) {
            assertThatThrownBy(() -> new Evaluator(MODEL, Map.of(), test, workers).close())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no value for parameter w1");
        }
    }
}
