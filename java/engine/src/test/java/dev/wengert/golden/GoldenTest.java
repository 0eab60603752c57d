package dev.wengert.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Part;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Operators;
import dev.wengert.schedule.Planner;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Printed programs, compared with files that people have read: any change of what is printed or written shows here. */
class GoldenTest {
    private static ListBuilder classifier() {
        ListBuilder list = WengertList.builder("classifier");
        Register x = list.input("x", DType.F32, 8, 4);
        Register label = list.input("label", DType.I32, 8);
        Register w1 = list.parameter("w1", DType.F32, 4, 6);
        Register b1 = list.parameter("b1", Values.of(TensorType.of(DType.F32, 6), i -> 0.5 * i));
        Register w2 = list.parameter("w2", DType.F32, 6, 3);
        Register hidden = x.matmul(w1).add(b1).relu().named("hidden");
        Register logits = hidden.matmul(w2).named("logits");
        list.output("loss", logits.softmaxCrossEntropy(label).mean());
        return list;
    }

    private static WengertList trainingStep() {
        ListBuilder list = classifier();
        Register rate;
        try (Tensor value = Tensor.of(Shape.scalar(), 0.1f)) {
            rate = list.input("rate", value);
        }
        List<Register> parameters = list.parameters();
        List<Register> gradients = Reverse.gradients(list.register("loss"), parameters);
        list.writing(Part.UPDATE, () -> {
            List<Register> next = new ArrayList<>();
            for (int i = 0; i < parameters.size(); i++) {
                next.add(Operators.sgd(parameters.get(i), gradients.get(i), rate, 0));
                list.update(parameters.get(i), next.get(i));
            }
            return next;
        });
        return list.build();
    }

    @Test
    void listOfAClassifier() {
        WengertList list = classifier().build();
        check("list.txt", list.toString());
        assertThat(WengertList.parse(list.toString()).toString()).isEqualTo(list.toString());
    }

    @Test
    void gradientOfAClassifier() {
        WengertList gradient = Reverse.differentiate(classifier().build(), "loss");
        check("gradient.txt", gradient.toString());
        assertThat(WengertList.parse(gradient.toString()).toString()).isEqualTo(gradient.toString());
    }

    @Test
    void secondDerivativeOfAPolynomial() {
        WengertList list =
                WengertList.parse("list cube {\n input x: f64[]\n s = square(x)\n y = mul(s, x)\n output y\n}");
        WengertList once = Reverse.differentiate(list, "y", "x");
        check("second.txt", Reverse.differentiate(once, "dx", "x").toString());
    }

    @Test
    void scheduleOfATrainingStep() {
        check("schedule.txt", Planner.plan(trainingStep()).toString());
    }

    @Test
    void trainingStepWithTheLinesThatMadeIt() {
        String text = trainingStep().toStringWithSource();
        assertThat(text.lines()
                        .filter(line -> line.contains(" = ") && !line.contains("parameter") && !line.contains("input")))
                .filteredOn(line -> !line.startsWith("  update"))
                .allMatch(line -> line.matches(".*  # GoldenTest.java:\\d+"));
        assertThat(WengertList.parse(text).toString()).isEqualTo(trainingStep().toString());
    }

    private static void check(String file, String found) {
        assertThat(found.replace("\r\n", "\n")).isEqualTo(read(file));
    }

    private static String read(String file) {
        try (InputStream stream = GoldenTest.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
