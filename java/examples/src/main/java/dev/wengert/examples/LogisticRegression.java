package dev.wengert.examples;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Losses;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression whose weights gradient descent finds: the loss, its gradient and the update are one list, and each step one
 * native call. The example of README.md, on the data of the tutorial of HIPS autograd: from zeros, where the loss is {@code 4 ln 2},
 * 100 steps of rate 0.01 bring it to 1.06727.
 */
public final class LogisticRegression {
    private LogisticRegression() {}

    /** The weights after some steps, and the loss with them. */
    public record Trained(List<Double> weights, double loss) {}

    /** The list of one step of gradient descent. */
    public static WengertList step(double rate) {
        ListBuilder list = WengertList.builder("logistic_regression");
        Register x = list.input("x", DType.F64, 4, 3);
        Register target = list.input("target", DType.F64, 4);
        Register w = list.parameter("w", DType.F64, 3);
        Register logits = x.matmul(w).named("logits");
        Register loss =
                Losses.binaryCrossEntropyWithLogits(logits, target, "sum").named("loss");
        Register dw = Reverse.gradients(loss, List.of(w)).get(0);
        list.update(w, w.sub(dw.mul(rate)));
        list.output(loss);
        return list.build();
    }

    /** Trains from zeros. */
    public static Trained train(int steps, double rate) {
        try (Tensor x = Tensor.of(
                        Shape.of(4, 3), 0.52, 1.12, 0.77, 0.88, -1.08, 0.15, 0.52, 0.06, -1.30, 0.74, -2.49, 1.39);
                Tensor target = Tensor.of(Shape.of(4), 1.0, 1.0, 0.0, 1.0);
                Session session = Program.compile(step(rate)).open()) {
            session.bind("x", x);
            session.bind("target", target);
            for (int i = 0; i < steps; i++) {
                session.run();
            }
            List<Double> weights =
                    Arrays.stream(session.tensor("w").toDoubles()).boxed().toList();
            session.run(); // its loss is that of the weights before its own update
            return new Trained(weights, session.value("loss"));
        }
    }

    /** Prints the list, and what training finds. */
    public static void main(String[] args) {
        System.out.println(step(0.01));
        for (int steps : new int[] {0, 10, 100, 1000}) {
            Trained trained = train(steps, 0.01);
            System.out.printf("after %d steps: loss %.11f, weights %s%n", steps, trained.loss(), trained.weights());
        }
    }
}
