package dev.wengert.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClassifierTest {

    @Test
    void readsBackItsDescription() {
        for (Classifier model : List.of(new Mlp(784, List.of(512, 256), 10), new Mlp(3, List.of(2), 5))) {
            assertThat(Classifier.parse(model.describe())).isEqualTo(model);
        }
        assertThat(new Mlp(784, List.of(512, 256), 10).describe()).isEqualTo("mlp 784-512-256-10");
        assertThat(Classifier.parse("softmax 784-10")).isEqualTo(new SoftmaxRegression(784, 10));
    }

    @Test
    void refusesDescriptionsOfNoModel() {
        for (String text :
                List.of("", "mlp", "mlp 1-2", "softmax 1-2-3", "cnn 1-2", "mlp a-b-c", "mlp 1-0-2", "mlp 1 2")) {
            assertThatThrownBy(() -> Classifier.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Mlp(784, List.of(), 10)).hasMessageContaining("at least one hidden layer");
        assertThatThrownBy(() -> new SoftmaxRegression(0, 10)).hasMessageContaining("at least 1 unit, found 0");
    }

    @Test
    void beginsSoftmaxRegressionWithZeros() {
        assertThat(values(new SoftmaxRegression(20, 3), "w1", DType.F64, 1))
                .hasSize(60)
                .containsOnly(0);
    }

    @Test
    void beginsAnMlpWithTheVarianceThatItsLayersNeed() {
        Mlp model = new Mlp(200, List.of(300, 100), 10);
        assertThat(variance(values(model, "w1", DType.F64, 1))).isCloseTo(2 / 200.0, within(2e-4));
        assertThat(variance(values(model, "w2", DType.F64, 1))).isCloseTo(2 / 300.0, within(2e-4));
        assertThat(variance(values(model, "w3", DType.F64, 1))).isCloseTo(1 / 100.0, within(2e-3));
        assertThat(values(model, "b2", DType.F64, 1)).hasSize(100).containsOnly(0);
    }

    @Test
    void drawsTheSameWeightsInBothTypesAndOthersForAnotherSeed() {
        Mlp model = new Mlp(20, List.of(5), 3);
        double[] wide = values(model, "w1", DType.F64, 7);
        double[] narrow = values(model, "w1", DType.F32, 7);
        for (int i = 0; i < wide.length; i++) {
            assertThat(narrow[i]).isEqualTo((float) wide[i]);
        }
        assertThat(values(model, "w1", DType.F64, 8)).isNotEqualTo(wide);
        assertThat(Arrays.copyOf(values(model, "w2", DType.F64, 7), 5)).isNotEqualTo(Arrays.copyOf(wide, 5));
    }

    private static double[] values(Classifier model, String parameter, DType dtype, long seed) {
        ListBuilder list = WengertList.builder("model");
        model.scores(list.input("x", dtype, 1, model.features()), seed);
        Register register = list.register(parameter);
        return register.defaultValue().orElseThrow().toDoubles();
    }

    private static double variance(double[] values) {
        return Arrays.stream(values).map(x -> x * x).average().orElseThrow();
    }
}
