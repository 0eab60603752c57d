package dev.wengert.nesting;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Jacobians;
import dev.wengert.differentiate.Vmap;
import dev.wengert.list.Register;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;

/**
 * What makes another function of a function, with what the new one must give, found out without it: by finite differences of the
 * old one, or one sample after another. It acts on some of the arguments, in a structure of any kind; the others are registers
 * from outside to it.
 */
enum Transformation {
    /** Arguments, then weights of the results: the cotangents of the chosen arguments. */
    VJP {
        @Override
        Step apply(Point f, Random random) {
            List<Integer> chosen = some(f.real(), random);
            List<Tensor> weights = directions(f.values(), random);
            long in = random.nextLong();
            long out = random.nextLong();
            int n = f.at().size();
            return new Step(
                    new Point(
                            "vjp(" + f.name() + ")",
                            x -> Trees.leaves(Derivatives.vjp(within(f, x, chosen, out), tree(x, chosen, in))
                                    .pullback()
                                    .apply(Trees.of(x.subList(n, x.size()), out))),
                            join(f.at(), weights)),
                    found -> compareProducts(f, chosen, weights, found, random));
        }
    },
    /** Arguments: the gradient of the sum of the results, with constant weights; by structure or by names. */
    GRAD {
        @Override
        Step apply(Point f, Random random) {
            List<Integer> chosen = some(f.real(), random);
            List<Tensor> weights = directions(f.values(), random);
            long in = random.nextLong();
            long out = random.nextLong();
            Function<List<Register>, List<Register>> byStructure = x -> Trees.leaves(Derivatives.grad(
                            (Object tree) -> weighted(within(f, x, chosen, out).apply(tree), weights))
                    .apply(tree(x, chosen, in)));
            String[] names = chosen.stream().map(String::valueOf).toArray(String[]::new);
            Function<List<Register>, List<Register>> byName = x -> List.copyOf(
                    Derivatives.valueAndGrad((List<Register> all) -> weighted(f.f().apply(all), weights), names)
                            .apply(x)
                            .gradient()
                            .values());
            return new Step(
                    new Point("grad(" + f.name() + ")", random.nextBoolean() ? byStructure : byName, f.at()),
                    found -> compareProducts(f, chosen, weights, found, random));
        }
    },
    /** Arguments, then tangents of the chosen ones: the results and their tangents. */
    JVP {
        @Override
        Step apply(Point f, Random random) {
            List<Integer> chosen = some(f.real(), random);
            List<Tensor> direction = f.direction(chosen, random);
            List<Tensor> tangents = chosen.stream().map(direction::get).toList();
            long in = random.nextLong();
            long out = random.nextLong();
            boolean linearize = random.nextBoolean();
            int n = f.at().size();
            Function<List<Register>, List<Register>> jvp = x -> {
                Function<Object, Object> inner = within(f, x, chosen, out);
                Object tx = Trees.of(x.subList(n, x.size()), in);
                return linearize
                        ? Trees.leaves(Derivatives.linearize(inner, tree(x, chosen, in))
                                .tangent()
                                .apply(tx))
                        : Trees.leaves(
                                Derivatives.jvp(inner, tree(x, chosen, in), tx).tangent());
            };
            return new Step(new Point("jvp(" + f.name() + ")", jvp, join(f.at(), tangents)), found -> {
                List<Tensor> expected = f.differences(direction);
                for (int i = 0; i < expected.size(); i++) {
                    Values.assertClose(found.get(i), expected.get(i), TOLERANCE, "tangent of result " + i);
                }
            });
        }
    },
    /** The chosen arguments for several samples along any axis: the results for each. */
    VMAP {
        @Override
        Step apply(Point f, Random random) {
            List<Integer> chosen = some(indices(f.at().size()), random);
            int samples = Math.min(2, random.nextInt(8));
            List<Integer> axes = new ArrayList<>();
            List<Tensor> stacked = new ArrayList<>(f.at());
            List<List<Tensor>> each = samples(f, chosen, samples, random);
            for (int i : chosen) {
                int axis = random.nextInt(f.at().get(i).shape().rank() + 1);
                axes.add(axis);
                stacked.set(
                        i,
                        Slices.stack(
                                f.at().get(i).type(),
                                each.stream().map(one -> one.get(i)).toList(),
                                axis));
            }
            List<Integer> out = new ArrayList<>();
            List<Tensor> first = f.values();
            first.forEach(y -> out.add(random.nextInt(y.shape().rank() + 1)));
            long in = random.nextLong();
            long tree = random.nextLong();
            return new Step(
                    new Point(
                            "vmap(" + f.name() + ")",
                            x -> Trees.leaves(Vmap.vmap(within(f, x, chosen, tree), axes, out)
                                    .apply(tree(x, chosen, in))),
                            stacked),
                    found -> {
                        List<List<Tensor>> expected = each.stream()
                                .map(one -> new Point(f.name(), f.f(), one).values())
                                .toList();
                        for (int i = 0; i < found.size(); i++) {
                            int result = i;
                            Values.assertClose(
                                    found.get(i),
                                    Slices.stack(
                                            first.get(i).type(),
                                            expected.stream()
                                                    .map(y -> y.get(result))
                                                    .toList(),
                                            out.get(i)),
                                    1e-11,
                                    "result " + i + " of each sample along " + out.get(i));
                        }
                    });
        }
    },
    /** Arguments: the Jacobian of one result, in either mode. */
    JACOBIAN {
        @Override
        Step apply(Point f, Random random) {
            List<Tensor> y = f.values();
            int result = random.nextInt(y.size());
            List<Integer> chosen = some(f.real(), random);
            while (chosen.size() > 1
                    && elements(f, chosen) * y.get(result).type().size() > 400) {
                chosen = chosen.subList(1, chosen.size());
            }
            List<Integer> by = chosen;
            long in = random.nextLong();
            long out = random.nextLong();
            int mode = random.nextInt(4);
            Function<List<Register>, List<Register>> jacobian = x -> {
                Function<Object, Register> one =
                        tree -> Trees.leaves(within(f, x, by, out).apply(tree)).get(result);
                Function<Object, Object> of = switch (mode) {
                    case 0 -> Jacobians.jacobianForward(one);
                    case 1 -> Jacobians.jacobianReverse(one);
                    case 2 ->
                        a -> Objects.requireNonNull(Jacobians.jacobians(one.andThen(value -> Map.of("one", value)))
                                .apply(a)
                                .get("one"));
                    default -> Jacobians.jacobian(one);
                };
                return Trees.leaves(of.apply(tree(x, by, in)));
            };
            if (!y.get(result).dtype().isReal()) {
                return GRAD.apply(f, random);
            }
            return new Step(new Point("jacobian(" + f.name() + ")", jacobian, f.at()), found -> {
                List<Tensor> direction = f.direction(by, random);
                Tensor expected = f.differences(direction).get(result);
                double[] sums = new double[Math.toIntExact(expected.type().size())];
                for (int i = 0; i < by.size(); i++) {
                    Tensor t = direction.get(by.get(i));
                    int n = Math.toIntExact(t.type().size());
                    for (int k = 0; k < sums.length * n; k++) {
                        sums[k / n] += found.get(i).getDouble(k) * t.getDouble(k % n);
                    }
                }
                Values.assertClose(Values.of(expected.type(), sums), expected, TOLERANCE, "Jacobian times direction");
            });
        }
    };

    private static final double TOLERANCE = 1e-6;

    /** A function made of another. */
    record Step(Point point, Check check) {}

    /** Throws where the results of the new function are not what they should be. */
    @FunctionalInterface
    interface Check {
        void check(List<Tensor> found);
    }

    /** Makes a function of {@code f}. */
    abstract Step apply(Point f, Random random);

    private static Object tree(List<Register> x, List<Integer> chosen, long seed) {
        return Trees.of(chosen.stream().map(x::get).toList(), seed);
    }

    /** The function of the chosen arguments alone, in a structure; the others are taken from around it. */
    private static Function<Object, Object> within(Point f, List<Register> x, List<Integer> chosen, long out) {
        return tree -> {
            List<Register> all = new ArrayList<>(x.subList(0, f.at().size()));
            List<Register> own = Trees.leaves(tree);
            for (int i = 0; i < chosen.size(); i++) {
                all.set(chosen.get(i), own.get(i));
            }
            return Trees.of(f.f().apply(all), out);
        };
    }

    private static Register weighted(Object tree, List<Tensor> weights) {
        List<Register> y = Trees.leaves(tree);
        Register sum = y.get(0).builder().fill(0, TensorType.of(weights.get(0).dtype()));
        for (int i = 0; i < y.size(); i++) {
            if (y.get(i).type().dtype().isReal()) {
                sum = sum.add(y.get(i)
                        .mul(y.get(i).builder().constant(weights.get(i)))
                        .sum());
            }
        }
        return sum;
    }

    /** That {@code Σ dx·t} is what the weighted results change by along a random direction t. */
    private static void compareProducts(
            Point f, List<Integer> chosen, List<Tensor> weights, List<Tensor> found, Random random) {
        for (int attempt = 0; attempt < 2; attempt++) {
            List<Tensor> direction = f.direction(chosen, random);
            List<Tensor> differences = f.differences(direction);
            double expected = 0;
            for (int i = 0; i < weights.size(); i++) {
                expected += Values.dot(differences.get(i), weights.get(i));
            }
            double product = 0;
            for (int i = 0; i < chosen.size(); i++) {
                product += Values.dot(found.get(i), direction.get(chosen.get(i)));
            }
            TensorType number = TensorType.of(DType.F64);
            Values.assertClose(
                    Values.of(number, product), Values.of(number, expected), TOLERANCE, "cotangents times direction");
        }
    }

    private static List<Integer> indices(int count) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(i);
        }
        return all;
    }

    private static List<Integer> some(List<Integer> from, Random random) {
        List<Integer> shuffled = new ArrayList<>(from);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(shuffled.size())).stream()
                .sorted()
                .toList();
    }

    private static long elements(Point f, List<Integer> chosen) {
        return chosen.stream().mapToLong(i -> f.at().get(i).type().size()).sum();
    }

    private static List<Tensor> directions(List<Tensor> like, Random random) {
        return like.stream()
                .map(y -> Values.of(y.type(), i -> y.dtype().isReal() ? random.nextDouble() - 0.5 : 0))
                .toList();
    }

    private static List<List<Tensor>> samples(Point f, List<Integer> chosen, int count, Random random) {
        List<List<Tensor>> samples = new ArrayList<>();
        while (samples.size() < count) {
            List<Tensor> sample = new ArrayList<>(f.at());
            for (int i : samples.isEmpty() ? List.<Integer>of() : chosen) {
                sample.set(i, another(f.at().get(i), random));
            }
            samples.add(sample);
        }
        return samples;
    }

    /** Near the same place; integers in another order, as they are indices. */
    private static Tensor another(Tensor x, Random random) {
        int n = Math.toIntExact(x.type().size());
        return x.dtype().isReal()
                ? Values.of(x.type(), i -> 0.8 * x.getDouble(i) + 0.1 * random.nextDouble())
                : Values.of(x.type(), i -> x.getDouble((i + 1) % n));
    }

    private static List<Tensor> join(List<Tensor> first, List<Tensor> second) {
        List<Tensor> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
