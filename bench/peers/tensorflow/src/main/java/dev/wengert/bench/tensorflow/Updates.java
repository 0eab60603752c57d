package dev.wengert.bench.tensorflow;

import dev.wengert.bench.workload.Rule;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * How variables are updated, with the operators that TensorFlow has for it. Those of {@code tensorflow-framework} would do the
 * same, but there is none for this version, and its Adam may change the powers of β before they are read.
 */
record Updates(Ops tf, Rule rule) {
    private static final float BETA1 = 0.9F;
    private static final float BETA2 = 0.999F;
    private static final float EPSILON = 1e-8F;

    /** What is to be run after the gradients. */
    Op of(Operand<TFloat32> loss, List<Variable<TFloat32>> variables) {
        Gradients gradients = tf.gradients(loss, variables);
        // Nothing is updated while a gradient still reads it.
        Ops ready = tf.withControlDependencies(List.copyOf(gradients.dy()));
        Operand<TFloat32> rate = tf.constant((float) rule.rate());
        List<Op> updates = new ArrayList<>();
        switch (rule) {
            case SGD -> {
                for (int i = 0; i < variables.size(); i++) {
                    updates.add(ready.train.applyGradientDescent(variables.get(i), rate, gradients.dy(i)));
                }
            }
            case ADAM -> {
                Variable<TFloat32> power1 = tf.variable(tf.constant(BETA1));
                Variable<TFloat32> power2 = tf.variable(tf.constant(BETA2));
                Operand<TFloat32> beta1 = tf.constant(BETA1);
                Operand<TFloat32> beta2 = tf.constant(BETA2);
                // TensorFlow adds ε before it corrects v, all others after that.
                Operand<TFloat32> correction = tf.math.sqrt(tf.math.sub(tf.constant(1F), power2));
                Operand<TFloat32> epsilon = tf.math.mul(tf.constant(EPSILON), correction);
                for (int i = 0; i < variables.size(); i++) {
                    Variable<TFloat32> variable = variables.get(i);
                    Operand<TFloat32> zeros = tf.zeros(tf.constant(variable.shape()), TFloat32.class);
                    updates.add(ready.train.applyAdam(
                            variable,
                            tf.variable(zeros),
                            tf.variable(zeros),
                            power1,
                            power2,
                            rate,
                            beta1,
                            beta2,
                            epsilon,
                            gradients.dy(i)));
                }
                Ops after = tf.withControlDependencies(List.copyOf(updates));
                updates.add(after.assign(power1, after.math.mul(power1, beta1)));
                updates.add(after.assign(power2, after.math.mul(power2, beta2)));
            }
        }
        return tf.withControlDependencies(updates).noOp();
    }
}
