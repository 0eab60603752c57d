package dev.wengert.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.differentiate.Derivatives;
import dev.wengert.differentiate.Vmap;
import dev.wengert.list.Register;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.TwoModes;
import dev.wengert.testing.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether a function that is written with control flow and one that is written without have the same values and derivatives, of
 * several orders and batched inside and outside; each compiled and in eager mode, bit for bit.
 */
final class Agreement {
    private static final double TOLERANCE = 1e-11;
    private static final double[] SAMPLES = {1, -0.5, 0.75};

    private Agreement() {}

    /** What takes long, and is asked of a few functions only. */
    private static final Set<String> DEEP = Set.of("third order", "vmap of vmap of grad");

    /** Checks all but what is deepest. */
    static void check(
            Function<List<Register>, Register> found, Function<List<Register>, Register> expected, List<Tensor> x) {
        check(found, expected, x, DEEP);
    }

    /** Checks all there is. */
    static void checkDeeply(
            Function<List<Register>, Register> found, Function<List<Register>, Register> expected, List<Tensor> x) {
        check(found, expected, x, Set.of());
    }

    private static void check(
            Function<List<Register>, Register> found,
            Function<List<Register>, Register> expected,
            List<Tensor> x,
            Set<String> left) {
        Map<String, Function<List<Register>, List<Register>>> ofExpected = derived(expected);
        derived(found).forEach((what, f) -> {
            if (left.contains(what)) {
                return;
            }
            List<Tensor> results = TwoModes.all(f, x);
            List<Tensor> others = TwoModes.all(ofExpected.get(what), x);
            assertThat(results).as(what).hasSameSizeAs(others);
            for (int i = 0; i < results.size(); i++) {
                Values.assertClose(results.get(i), others.get(i), TOLERANCE, what + ", result " + i);
            }
        });
    }

    private static Map<String, Function<List<Register>, List<Register>>> derived(Function<List<Register>, Register> f) {
        Function<List<Register>, Register> loss = x -> f.apply(x).sin().sum();
        Function<List<Register>, List<Register>> grad = Derivatives.grad(loss);
        Function<List<Register>, Register> second =
                x -> sum(Derivatives.grad(loss).apply(x));
        Function<List<Register>, Register> third =
                x -> sum(Derivatives.grad(second).apply(x));
        Map<String, Function<List<Register>, List<Register>>> derived = new LinkedHashMap<>();
        derived.put("values", x -> List.of(f.apply(x)));
        derived.put("grad", grad);
        derived.put("jvp", x -> List.of(Derivatives.jvp(f, x, directions(x)).tangent()));
        derived.put("jvp of grad", x -> Derivatives.jvp(grad, x, directions(x)).tangent());
        derived.put("grad of jvp", x -> Derivatives.hessianVectorProductByReverse(loss, x, directions(x)));
        derived.put("grad of grad", Derivatives.grad(second));
        derived.put("third order", Derivatives.grad(third));
        derived.put("vmap", x -> List.of(Vmap.vmap(f).apply(batch(x))));
        derived.put("vmap over some", x -> List.of(vmapOverSome(f, x)));
        derived.put("vmap of grad", x -> Vmap.vmap(grad).apply(batch(x)));
        derived.put(
                "grad of vmap",
                x -> Derivatives.grad((List<Register> all) ->
                                Vmap.vmap(f).apply(all).sin().sum())
                        .apply(batch(x)));
        derived.put(
                "grad of vmap over some",
                x -> Derivatives.grad((List<Register> all) ->
                                vmapOverSome(f, all).sin().sum())
                        .apply(x));
        derived.put(
                "vmap of vmap of grad",
                x -> Vmap.vmap((List<Register> all) -> Vmap.vmap(grad).apply(batch(all)))
                        .apply(batch(x)));
        return derived;
    }

    /** The first argument is for all samples, the rest the same. */
    private static Register vmapOverSome(Function<List<Register>, Register> f, List<Register> x) {
        return Vmap.vmap((Register first) -> {
                    List<Register> all = new ArrayList<>(x);
                    all.set(0, first);
                    return f.apply(all);
                })
                .apply(batch(x).get(0));
    }

    private static Register sum(List<Register> gradients) {
        Register sum = gradients.get(0).sin().sum();
        for (Register gradient : gradients.subList(1, gradients.size())) {
            sum = sum.add(gradient.sin().sum());
        }
        return sum;
    }

    private static List<Register> directions(List<Register> x) {
        return x.stream().map(y -> y.cos().add(0.5)).toList();
    }

    private static List<Register> batch(List<Register> x) {
        return x.stream().map(Agreement::batch).toList();
    }

    private static Register batch(Register x) {
        Shape shape = x.type().shape();
        List<Register> all = new ArrayList<>();
        for (double factor : SAMPLES) {
            all.add(x.mul(factor).reshape(shape.insert(0, 1)));
        }
        return all.get(0)
                .call(
                        "concatenate",
                        Map.of("axis", 0),
                        all.subList(1, all.size()).toArray(Register[]::new));
    }

    static void assertNumber(Tensor found, double expected) {
        assertThat(found.item()).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }
}
