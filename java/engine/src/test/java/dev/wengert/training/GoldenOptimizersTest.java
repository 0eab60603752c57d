package dev.wengert.training;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Operators;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Npz;
import dev.wengert.testing.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The update rules against 60 steps of PyTorch 1.13 from given parameters and gradients, where those trajectories are: in
 * shared/golden/optimizers beside the project.
 *
 * <p>Of its 20 settings those without a rule here are: Adam with amsgrad (8), AdamW (9, 10), NAdam, RAdam, Adamax, Adagrad,
 * Adadelta, RMSprop, Rprop, ASGD (11 to 19).
 */
class GoldenOptimizersTest {
    private static final int STEPS = 60;
    private static final int PARAMETERS = 3;

    /** By the number of the setting. */
    private static final Map<Integer, Setting> SETTINGS = new TreeMap<>(Map.of(
            0, new Setting("SGD", 0.1, 0, (p, g, lr) -> Operators.sgd(p, g, lr, 0)),
            1, new Setting("SGD with momentum", 0.1, 0, (p, g, lr) -> momentum(p, g, lr, 0.9, 0, false, 0)),
            2, new Setting("SGD with dampening", 0.1, 0.3 / 0.9, (p, g, lr) -> momentum(p, g, lr, 0.9, 0.3, false, 0)),
            3, new Setting("SGD of Nesterov", 0.1, 0, (p, g, lr) -> momentum(p, g, lr, 0.9, 0, true, 0)),
            4, new Setting("SGD with weight decay", 0.1, 0, (p, g, lr) -> momentum(p, g, lr, 0.9, 0, false, 0.01)),
            5, new Setting("SGD uphill", 0.1, 0, (p, g, lr) -> Operators.sgd(p, g.neg(), lr, 0)),
            6, new Setting("Adam", 0.01, 0, (p, g, lr) -> adam(p, g, lr, 0.9, 0.999, 1e-8, 0)),
            7, new Setting("Adam with weight decay", 0.01, 0, (p, g, lr) -> adam(p, g, lr, 0.8, 0.99, 1e-6, 0.1))));

    /** An update rule; state is a parameter of the list. */
    private interface Rule {
        Register next(Register p, Register g, Register lr);
    }

    /**
     * @param velocity the velocity that PyTorch begins with, in units of the first gradient: there the first step takes the
     *     gradient without dampening
     */
    private record Setting(String name, double rate, double velocity, Rule rule) {
        WengertList list(TensorType type) {
            ListBuilder list = WengertList.builder("optimizer");
            Register p = list.parameter("p", type);
            Register g = list.input("g", type);
            Register lr = list.fill(rate, TensorType.of(type.dtype()));
            list.update(p, rule.next(p, g, lr));
            return list.build();
        }
    }

    @TestFactory
    Stream<DynamicTest> followsPyTorch() throws IOException {
        Path file = Path.of("").toAbsolutePath();
        Path found = null;
        for (Path folder = file; folder != null && found == null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared/golden/optimizers/trajectories.npz");
            found = Files.isRegularFile(candidate) ? candidate : null;
        }
        if (found == null) {
            return Stream.empty();
        }
        Path trajectories = found;
        return SETTINGS.entrySet().stream()
                .flatMap(setting -> Stream.of(DType.F32, DType.F64)
                        .map(dtype -> DynamicTest.dynamicTest(
                                setting.getValue().name() + " in " + dtype,
                                () -> follow(trajectories, setting.getKey(), setting.getValue(), dtype))));
    }

    private static void follow(Path file, int number, Setting setting, DType dtype) throws IOException {
        try (Npz npz = new Npz(file)) {
            for (int i = 0; i < PARAMETERS; i++) {
                String key = number + (dtype == DType.F32 ? ".float32" : ".float64");
                follow(
                        setting,
                        dtype,
                        npz.read(key + ".p" + i + ".init"),
                        npz.read(key + ".g" + i),
                        npz.read(key + ".p" + i + ".traj"));
            }
        }
    }

    private static void follow(Setting setting, DType dtype, double[] init, double[] gradients, double[] trajectory) {
        int n = init.length;
        TensorType type = TensorType.of(dtype, n);
        WengertList list = setting.list(type);
        try (Tensor g = Tensor.zeros(type);
                Session session = Program.compile(list).open()) {
            session.bind("g", g);
            set(session.tensor("p"), init);
            if (setting.velocity() != 0) {
                double[] v = Arrays.stream(Arrays.copyOf(gradients, n))
                        .map(x -> x * setting.velocity())
                        .toArray();
                set(session.tensor("v"), v);
            }
            for (int step = 0; step < STEPS; step++) {
                set(g, Arrays.copyOfRange(gradients, step * n, (step + 1) * n));
                session.run();
                // gradients of up to 10³ cancel, which costs f32 two digits
                double[] expected = Arrays.copyOfRange(trajectory, step * n, (step + 1) * n);
                Values.assertClose(
                        session.tensor("p"),
                        Values.of(type, expected),
                        dtype == DType.F32 ? 1e-4 : 1e-13,
                        setting.name() + " step " + (step + 1));
            }
        }
    }

    private static void set(Tensor tensor, double[] values) {
        for (int i = 0; i < values.length; i++) {
            tensor.setDouble(i, values[i]);
        }
    }

    private static Register momentum(
            Register p, Register g, Register lr, double momentum, double dampening, boolean nesterov, double decay) {
        ListBuilder list = p.builder();
        Register v = list.parameter("v", p.type());
        Map<String, Object> attributes =
                Map.of("momentum", momentum, "dampening", dampening, "nesterov", nesterov, "weightDecay", decay);
        List<Register> next = new ArrayList<>(list.call("momentum", attributes, List.of(p, v, g, lr)));
        list.update(v, next.get(1));
        return next.get(0);
    }

    private static Register adam(
            Register p, Register g, Register lr, double beta1, double beta2, double epsilon, double decay) {
        ListBuilder list = p.builder();
        Register m = list.parameter("m", p.type());
        Register v = list.parameter("v", p.type());
        Register step = list.parameter("step", TensorType.of(DType.I64));
        Register now = step.add(1);
        List<Register> next = Operators.adam(p, m, v, g, lr, now, beta1, beta2, epsilon, decay);
        list.update(step, now);
        list.update(m, next.get(1));
        list.update(v, next.get(2));
        return next.get(0);
    }
}
