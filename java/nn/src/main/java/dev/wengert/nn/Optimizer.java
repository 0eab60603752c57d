package dev.wengert.nn;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Part;
import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.Map;

/**
 * A rule that moves parameters against a gradient. It is a function from list to list: what it adds are assignments and
 * updates like any others, and what it remembers are parameters of the list.
 */
public sealed interface Optimizer extends Vocabulary {

    /** The name of the input that is the learning rate, a single number. */
    String LEARNING_RATE = "lr";

    /** The name, such as {@code adam}. */
    String name();

    /** The learning rate that suits small networks. */
    double usualLearningRate();

    /**
     * Writes the update of one parameter.
     *
     * @param p the parameter
     * @param g the gradient with respect to it
     * @param lr the learning rate
     * @param step the number of this step, from 1
     */
    void update(Register p, Register g, Register lr, Register step);

    /**
     * A list that also computes the gradients of a single number and then updates every parameter that is not frozen. It has
     * one more input, {@code lr}, and one more parameter, {@code step}, which counts the runs.
     *
     * @param loss the name of a register of the list
     */
    default WengertList minimize(WengertList list, String loss) {
        ListBuilder builder = list.toBuilder();
        Register value = builder.register(loss);
        List<Register> parameters = builder.trainable();
        List<Register> gradients = Reverse.gradients(value, parameters);
        Register lr = builder.input(LEARNING_RATE, value.type().dtype());
        Register before = builder.parameter("step", DType.I64);
        builder.writing(Part.UPDATE, () -> {
            Register step = before.add(builder.fill(1, before.type())).named("this_step");
            builder.update(before, step);
            for (int i = 0; i < parameters.size(); i++) {
                update(parameters.get(i), gradients.get(i), lr, step);
            }
            return this;
        });
        return builder.build().withoutDeadCode().fused();
    }

    /**
     * Reads a {@link #name()}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Optimizer parse(String name) {
        return switch (name) {
            case "sgd" -> new Sgd();
            case "momentum" -> new Momentum(0.9);
            case "adam" -> new Adam(0.9, 0.999, 1e-8);
            default -> throw new IllegalArgumentException("expected sgd, momentum or adam, found '" + name + "'");
        };
    }

    /** Gradient descent: {@code p' = p − lr·g}. */
    record Sgd() implements Optimizer {
        @Override
        public String name() {
            return "sgd";
        }

        @Override
        public double usualLearningRate() {
            return 0.3;
        }

        @Override
        public void update(Register p, Register g, Register lr, Register step) {
            ListBuilder list = p.builder();
            list.update(p, list.call("sgd", Map.of(), List.of(p, g, lr)).get(0));
        }
    }

    /**
     * Gradient descent with momentum: {@code v' = momentum·v + g}, {@code p' = p − lr·v'} (B. Polyak, 1964, as in PyTorch).
     *
     * @param momentum the part of the velocity that stays, in [0, 1)
     */
    record Momentum(double momentum) implements Optimizer {
        @Override
        public String name() {
            return "momentum";
        }

        @Override
        public double usualLearningRate() {
            return 0.05;
        }

        @Override
        public void update(Register p, Register g, Register lr, Register step) {
            ListBuilder list = p.builder();
            Register v = remembered("v_", p);
            List<Register> next = list.call("momentum", Map.of("momentum", momentum), List.of(p, v, g, lr));
            list.update(p, next.get(0));
            list.update(v, next.get(1));
        }
    }

    /**
     * Adam (D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1).
     *
     * @param beta1 the part of the mean of gradients that stays, in [0, 1)
     * @param beta2 the part of the mean of their squares that stays, in [0, 1)
     * @param epsilon added to the root of the latter
     */
    record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
        @Override
        public String name() {
            return "adam";
        }

        @Override
        public double usualLearningRate() {
            return 0.001;
        }

        @Override
        public void update(Register p, Register g, Register lr, Register step) {
            ListBuilder list = p.builder();
            Register m = remembered("m_", p);
            Register v = remembered("v_", p);
            List<Register> next = list.call(
                    "adam", Map.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon), List.of(p, m, v, g, lr, step));
            list.update(p, next.get(0));
            list.update(m, next.get(1));
            list.update(v, next.get(2));
        }
    }

    private static Register remembered(String prefix, Register p) {
        TensorType type = p.type();
        return p.builder().parameter(prefix + p.name(), type);
    }
}
