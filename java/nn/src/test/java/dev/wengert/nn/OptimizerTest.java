package dev.wengert.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Neural;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class OptimizerTest {

    private static final double[] START = {1, -2, 0.5};
    private static final double LR = 0.1;

    /** Moves p against the gradient of {@code Σ p³ / 3}, which is p². */
    private static WengertList cubes(Optimizer optimizer) {
        ListBuilder list = WengertList.builder("cubes");
        Register p;
        try (Tensor start = Tensor.of(Shape.of(3), START)) {
            p = list.parameter("p", start);
        }
        list.output("loss", p.mul(p).mul(p).sum().div(3));
        return optimizer.minimize(list.build(), "loss");
    }

    private static double[] after(int steps, Optimizer optimizer) {
        try (Tensor lr = Tensor.scalar(LR);
                Session session = Program.compile(cubes(optimizer)).open()) {
            session.bind(Optimizer.LEARNING_RATE, lr);
            for (int i = 0; i < steps; i++) {
                session.run();
            }
            assertThat(session.tensor("step").getLong(0)).isEqualTo(steps);
            return session.tensor("p").toDoubles();
        }
    }

    @Test
    void followsTheGradient() {
        double[] p = START.clone();
        for (int step = 1; step <= 3; step++) {
            for (int i = 0; i < 3; i++) {
                p[i] -= LR * p[i] * p[i];
            }
        }
        assertThat(after(3, Optimizer.parse("sgd"))).containsExactly(p, within(1e-14));
    }

    @Test
    void keepsItsMomentum() {
        double[] p = START.clone();
        double[] v = new double[3];
        for (int step = 1; step <= 3; step++) {
            for (int i = 0; i < 3; i++) {
                v[i] = 0.9 * v[i] + p[i] * p[i];
                p[i] -= LR * v[i];
            }
        }
        assertThat(after(3, Optimizer.parse("momentum"))).containsExactly(p, within(1e-14));
    }

    @Test
    void followsAdamsAlgorithm() {
        double[] p = START.clone();
        double[] m = new double[3];
        double[] v = new double[3];
        for (int step = 1; step <= 3; step++) {
            for (int i = 0; i < 3; i++) {
                double g = p[i] * p[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                double mHat = m[i] / (1 - Math.pow(0.9, step));
                double vHat = v[i] / (1 - Math.pow(0.999, step));
                p[i] -= LR * mHat / (Math.sqrt(vHat) + 1e-8);
            }
        }
        assertThat(after(3, Optimizer.parse("adam"))).containsExactly(p, within(1e-12));
    }

    @Test
    void addsNothingButGradientsUpdatesAndWhatItRemembers() {
        assertThat(cubes(Optimizer.parse("momentum")).toString()).isEqualTo("""
            list cubes {
              input lr: f64[]
              parameter p: f64[3] = [1.0, -2.0, 0.5]
              parameter step: i64[]
              parameter v_p: f64[3]
              z1: f64[3] = mul(p, p)
              z2: f64[3] = mul(z1, p)
              z3: f64[] = sum(z2)
              z4: f64[] = fill(value=3.0, dtype=f64, shape=[])
              loss: f64[] = div(z3, z4)
            adjoint:
              dloss: f64[] = fill(value=1.0, dtype=f64, shape=[])
              dz3: f64[] = div(dloss, z4)
              z7: f64[1] = reshape(dz3, shape=[1])
              dz2: f64[3] = broadcast(z7, shape=[3])
              dz1: f64[3] = mul(dz2, p)
              z10: f64[3] = mul(dz2, z1)
              z11: f64[3] = mul(dz1, p)
              z12: f64[3] = add(z10, z11)
              dp: f64[3] = add(z12, z11)
            update:
              z14: i64[] = fill(value=1.0, dtype=i64, shape=[])
              this_step: i64[] = add(step, z14)
              z16: f64[3], z17: f64[3] = momentum(p, v_p, dp, lr, momentum=0.9)
              output loss
              update step = this_step
              update p = z16
              update v_p = z17
            }
            """);
    }

    @Test
    void rejectsUnknownNames() {
        assertThatThrownBy(() -> Optimizer.parse("rmsprop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected sgd, momentum or adam, found 'rmsprop'");
    }

    @Test
    void takesItsLearningRateInTheTypeOfTheLoss() {
        assertThat(cubes(Optimizer.parse("sgd"))
                        .register(Optimizer.LEARNING_RATE)
                        .type()
                        .dtype())
                .isEqualTo(DType.F64);
    }

    @Test
    void descendsOnTheRowsOfAnEmbeddingThatWereRead() {
        ListBuilder list = WengertList.builder("embedding");
        Register table = list.parameter("table", DType.F64, 100, 3);
        Register rows = Neural.embedding(list.input("index", DType.I64, 4), table);
        list.output("loss", rows.sub(1).square().sum().div(2));
        WengertList step = Optimizer.parse("sgd").minimize(list.build(), "loss");
        assertThat(step.toString()).contains("sgd_rows(").doesNotContain("scatter_add");
        try (Tensor lr = Tensor.scalar(LR);
                Tensor index = Tensor.of(Shape.of(4), new long[] {7, 50, 7, 99});
                Session session = Program.compile(step).open()) {
            session.bind(Optimizer.LEARNING_RATE, lr);
            session.bind("index", index);
            session.run();
            double[] expected = new double[300];
            for (int i = 0; i < 3; i++) {
                expected[3 * 7 + i] = 2 * LR;
                expected[3 * 50 + i] = LR;
                expected[3 * 99 + i] = LR;
            }
            assertThat(session.tensor("table").toDoubles()).containsExactly(expected, within(1e-15));
        }
    }
}
