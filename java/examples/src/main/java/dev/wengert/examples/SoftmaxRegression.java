package dev.wengert.examples;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Softmax regression of the size of MinPy's tutorial: 10,000 samples of 500 features in 5 classes, all of them in every step.
 * The loss, its gradient, the update and the accuracy are one list.
 */
public final class SoftmaxRegression {
    private static final int CLASSES = 5;
    private static final int SAMPLES = 10_000;
    private static final int FEATURES = 500;
    private static final double RATE = 0.1;

    private SoftmaxRegression() {}

    /** The loss before each step, the accuracy before the last one, and how fast it went. */
    public record Training(List<Double> losses, double accuracy, double samplesPerSecond) {}

    /** Samples around a centre for each class, drawn by a seed; to be closed. */
    public record Data(Tensor x, Tensor label) implements AutoCloseable {
        /** Draws centres in the unit cube, and samples that deviate from them by 1 in each coordinate. */
        public static Data draw(long seed) {
            Random random = new Random(seed);
            double[] centres = random.doubles(CLASSES * FEATURES).toArray();
            int[] label = random.ints(SAMPLES, 0, CLASSES).toArray();
            float[] x = new float[SAMPLES * FEATURES];
            for (int i = 0; i < x.length; i++) {
                double centre = centres[label[i / FEATURES] * FEATURES + i % FEATURES];
                x[i] = (float) (centre + random.nextGaussian());
            }
            return new Data(Tensor.of(Shape.of(SAMPLES, FEATURES), x), Tensor.of(Shape.of(SAMPLES), label));
        }

        @Override
        public void close() {
            x.close();
            label.close();
        }
    }

    /** One step: inputs {@code x} and {@code label}, outputs {@code loss} and {@code accuracy}. */
    public static WengertList step() {
        ListBuilder list = WengertList.builder("softmax_regression");
        Register x = list.input("x", DType.F32, SAMPLES, FEATURES);
        Register label = list.input("label", DType.I32, SAMPLES);
        Register w = list.parameter("w", DType.F32, FEATURES, CLASSES);
        Register b = list.parameter("b", DType.F32, CLASSES);
        Register logits = x.matmul(w).add(b).named("logits");
        Register loss = logits.softmaxCrossEntropy(label).mean().named("loss");
        List<Register> gradient = Reverse.gradients(loss, List.of(w, b));
        list.update(w, w.sub(gradient.get(0).mul(RATE)));
        list.update(b, b.sub(gradient.get(1).mul(RATE)));
        list.output(loss);
        list.output(
                "accuracy",
                logits.argmax(1).equal(label.cast(DType.I64)).cast(DType.F32).mean());
        return list.build();
    }

    /** Trains from zeros. */
    public static Training train(Data data, int steps, int threads) {
        List<Double> losses = new ArrayList<>();
        try (Workers workers = Workers.of(threads);
                Session session = Program.compile(step()).open(workers)) {
            session.bind("x", data.x);
            session.bind("label", data.label);
            long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                session.run();
                losses.add(session.value("loss"));
            }
            double perSecond = 1e9 * steps * SAMPLES / (System.nanoTime() - start);
            return new Training(losses, session.value("accuracy"), perSecond);
        }
    }

    /** Prints the loss curve, the accuracy and the speed. */
    public static void main(String[] args) {
        try (Data data = Data.draw(1)) {
            Training training = train(data, 30, Runtime.getRuntime().availableProcessors());
            training.losses().forEach(loss -> System.out.printf("%.5f %s%n", loss, "#".repeat((int) (loss * 40))));
            System.out.printf("accuracy %.4f, %,.0f samples/s%n", training.accuracy(), training.samplesPerSecond());
        }
    }
}
