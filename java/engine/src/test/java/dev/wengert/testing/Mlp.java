package dev.wengert.testing;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Part;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Random;

/** A training step of a small classifier of random points: inputs x and label, output loss. */
public final class Mlp {
    private static final int ROWS = 32;
    private static final int FEATURES = 5;
    private static final int HIDDEN = 17;
    private static final int CLASSES = 3;

    private Mlp() {}

    /** The new value of a parameter; it declares and updates the state that it keeps. */
    public interface Rule {
        /** The next value of a parameter, given its gradient. */
        Register next(Register parameter, Register gradient);
    }

    /** The step. {@code step} is a parameter that counts runs from 1 where a rule asks for it. */
    public static WengertList step(DType dtype, Rule rule) {
        Random random = new Random(5);
        ListBuilder list = WengertList.builder("mlp");
        Register x = list.input("x", Values.of(TensorType.of(dtype, ROWS, FEATURES), i -> random.nextGaussian()));
        Register label = list.input("label", Values.of(TensorType.of(DType.I32, ROWS), i -> random.nextInt(CLASSES)));
        Register w1 = weights(list, "w1", random, TensorType.of(dtype, FEATURES, HIDDEN));
        Register b1 = weights(list, "b1", random, TensorType.of(dtype, HIDDEN));
        Register w2 = weights(list, "w2", random, TensorType.of(dtype, HIDDEN, CLASSES));
        Register b2 = weights(list, "b2", random, TensorType.of(dtype, CLASSES));
        Register logits = x.matmul(w1).add(b1).tanh().matmul(w2).add(b2);
        Register loss = logits.softmaxCrossEntropy(label).mean();
        list.output("loss", loss);
        List<Register> parameters = List.of(w1, b1, w2, b2);
        List<Register> gradients = Reverse.gradients(loss, parameters);
        list.writing(Part.UPDATE, () -> {
            for (int i = 0; i < parameters.size(); i++) {
                list.update(parameters.get(i), rule.next(parameters.get(i), gradients.get(i)));
            }
            return list;
        });
        return list.build();
    }

    private static Register weights(ListBuilder list, String name, Random random, TensorType type) {
        return list.parameter(name, Values.of(type, i -> 0.5 * random.nextGaussian()));
    }

    /** Plain descent. */
    public static Register sgd(Register p, Register g) {
        return Operators.sgd(p, g, rate(p, 0.5), 0);
    }

    /** With a velocity for each parameter. */
    public static Register momentum(Register p, Register g) {
        Register v = state(p, "velocity");
        List<Register> next = Operators.momentum(p, v, g, rate(p, 0.1), 0.9, false, 0);
        p.builder().update(v, next.get(1));
        return next.get(0);
    }

    /** With two moments for each parameter, and a count of steps for each too. */
    public static Register adam(Register p, Register g) {
        Register m = state(p, "first");
        Register v = state(p, "second");
        Register step = p.builder().parameter("step_" + p.name(), TensorType.of(DType.I64));
        Register now = step.add(1);
        p.builder().update(step, now);
        List<Register> next = Operators.adam(p, m, v, g, rate(p, 0.02), now, 0.9, 0.999, 1e-8, 0);
        p.builder().update(m, next.get(1));
        p.builder().update(v, next.get(2));
        return next.get(0);
    }

    private static Register rate(Register p, double value) {
        return p.builder().fill(value, TensorType.of(p.type().dtype()));
    }

    private static Register state(Register p, String stem) {
        return p.builder().parameter(stem + "_" + p.name(), p.type());
    }
}
