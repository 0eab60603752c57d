package dev.wengert.examples;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.List;

/**
 * Logistic regression by gradient descent: the loss, its gradient and the update are one list, and each step one native call.
 * The example of README.md.
 */
public final class LogisticRegression {
    private LogisticRegression() {}

    /** The list of one step of gradient descent. */
    public static WengertList step() {
        ListBuilder list = WengertList.builder("logistic_regression");
        Register x = list.input("x", DType.F64, 4, 3);
        Register target = list.input("target", DType.F64, 4);
        Register w = list.parameter("w", DType.F64, 3, 1);
        Register p = x.matmul(w).reshape(4).sigmoid().named("p");
        Register loss = p.sub(target).square().mean().named("loss");
        Register dw = Reverse.gradients(loss, List.of(w)).get(0);
        list.update(w, w.sub(dw.mul(2)));
        list.output(loss);
        return list.build();
    }

    /** The loss after so many steps. */
    public static double train(int steps) {
        try (Tensor x = Tensor.of(
                        Shape.of(4, 3), 0.52, 1.12, 0.77, 0.88, -1.08, 0.15, 0.52, 0.06, -1.30, 0.74, -2.49, 1.39);
                Tensor target = Tensor.of(Shape.of(4), 1.0, 1.0, 0.0, 1.0);
                Session session = Program.compile(step()).open()) {
            session.bind("x", x);
            session.bind("target", target);
            for (int i = 0; i < steps; i++) {
                session.run();
            }
            return session.value("loss");
        }
    }

    /** Prints the list, and the loss before and after training. */
    public static void main(String[] args) {
        System.out.println(step());
        System.out.printf("loss at first %.4f, after 100 steps %.4f%n", train(1), train(100));
    }
}
