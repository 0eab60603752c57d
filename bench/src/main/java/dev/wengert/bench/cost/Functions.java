package dev.wengert.bench.cost;

import dev.wengert.bench.ours.Lists;
import dev.wengert.bench.workload.Network;
import dev.wengert.bench.workload.Rule;
import dev.wengert.bench.workload.Training;
import dev.wengert.list.Register;
import dev.wengert.operator.Losses;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions whose gradients are measured: those of the worked examples, and networks. */
final class Functions {
    private static final long[] NUMBER = {};
    private static final long[] MANY = {10_000};

    private Functions() {}

    static List<Function> all() {
        List<Function> all = new ArrayList<>();
        elementwise().forEach((name, expression) -> {
            all.add(Function.of(name, expression.expression, copies(expression.arguments, NUMBER)));
            all.add(Function.of(name + ", 10⁴ of them", expression.expression, copies(expression.arguments, MANY)));
        });
        all.add(Function.of("logistic regression, 4×3", Functions::logisticRegression, f64(4, 3), f64(4), f64(3)));
        all.add(Function.of("Rosenbrock, n = 2", Functions::rosenbrock, f64(2)));
        all.add(Function.of("Rosenbrock, n = 10⁴", Functions::rosenbrock, f64(10_000)));
        for (long elements : new long[] {10_000, 10_000_000}) {
            TensorType type = TensorType.of(DType.F32, elements);
            all.add(Function.of("10 operators on %,d floats".formatted(elements), x -> Lists.chain(x.get(0)), type));
        }
        networks().forEach((network, batches) -> {
            for (int batch : batches) {
                all.add(Function.of(new Training(network, batch, Rule.SGD)));
            }
        });
        return all;
    }

    private record Elementwise(int arguments, Function.Expression expression) {}

    private static Map<String, Elementwise> elementwise() {
        Map<String, Elementwise> all = new LinkedHashMap<>();
        all.put(
                "(2x₁ + x₂)²",
                new Elementwise(2, x -> x.get(0).add(x.get(0)).add(x.get(1)).square()));
        all.put("hw/2", new Elementwise(2, x -> x.get(0).mul(x.get(1)).mul(0.5)));
        all.put(
                "ln x₁ + x₁x₂ − sin x₂",
                new Elementwise(
                        2,
                        x -> x.get(0)
                                .log()
                                .add(x.get(0).mul(x.get(1)))
                                .sub(x.get(1).sin())));
        all.put(
                "(σ(wx + b) − t)²",
                new Elementwise(
                        4,
                        x -> x.get(0)
                                .mul(x.get(1))
                                .add(x.get(2))
                                .sigmoid()
                                .sub(x.get(3))
                                .square()));
        all.put("ln ab", new Elementwise(2, x -> x.get(0).mul(x.get(1)).log()));
        all.put("sin v₁ + (v₁ + v₂), v₁ = x₁x₂, v₂ = ln x₂", new Elementwise(2, Functions::twoResults));
        all.put("logistic map, n = 50", new Elementwise(1, Functions::logisticMap));
        all.put("64(1 − x)(1 − 2x)²(1 − 8x + 8x²)²", new Elementwise(1, Functions::polynomial));
        all.put(
                "xxx + xx",
                new Elementwise(
                        1,
                        x -> x.get(0).mul(x.get(0)).mul(x.get(0)).add(x.get(0).mul(x.get(0)))));
        return all;
    }

    private static Map<Network, int[]> networks() {
        Map<Network, int[]> all = new LinkedHashMap<>();
        all.put(Network.SOFTMAX_REGRESSION, new int[] {10_000});
        all.put(Network.MLP, new int[] {1, 16, 128});
        all.put(Network.LSTM, new int[] {32});
        all.put(Network.LENET, new int[] {1, 64});
        all.put(Network.TRANSFORMER, new int[] {32});
        return all;
    }

    private static Register twoResults(List<Register> x) {
        Register v1 = x.get(0).mul(x.get(1));
        return v1.sin().add(v1.add(x.get(1).log()));
    }

    private static Register logisticMap(List<Register> x) {
        Register l = x.get(0);
        TensorType number = l.type().withShape(Shape.scalar());
        Register four = l.builder().fill(4, number);
        Register one = l.builder().fill(1, number);
        for (int i = 2; i <= 50; i++) {
            l = four.mul(l).mul(one.sub(l));
        }
        return l;
    }

    private static Register polynomial(List<Register> arguments) {
        Register x = arguments.get(0);
        Register a = x.neg().add(1);
        Register b = x.mul(-2).add(1);
        Register c = x.square().sub(x).mul(8).add(1);
        return a.mul(b.square()).mul(c.square()).mul(64);
    }

    private static Register logisticRegression(List<Register> x) {
        return Losses.binaryCrossEntropyWithLogits(x.get(0).matmul(x.get(2)), x.get(1), "sum");
    }

    private static Register rosenbrock(List<Register> x) {
        Register head = x.get(0).slice(0, 0, -1);
        Register tail = x.get(0).slice(0, 1, Long.MAX_VALUE);
        return tail.sub(head.square())
                .square()
                .mul(100)
                .add(head.sub(1).square())
                .sum();
    }

    private static TensorType f64(long... dims) {
        return TensorType.of(DType.F64, dims);
    }

    private static TensorType[] copies(int count, long[] dims) {
        TensorType[] types = new TensorType[count];
        Arrays.fill(types, f64(dims));
        return types;
    }
}
