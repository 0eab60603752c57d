package dev.wengert.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Eager;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.TwoModes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong use of transformations is refused in words that lead there, and never gives a wrong number. */
class MisuseOfTransformationsTest {
    private final ListBuilder list = WengertList.builder("f");
    private final Register x = list.input("x", DType.F64, 3);
    private final Register m = list.input("m", DType.F64, 2, 3);
    private final Register n = list.input("n", DType.I64, 3);
    private final Register foreign = WengertList.builder("g").input("foreign", DType.F64, 3);

    private static void refuses(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfAny(ListException.class, IllegalStateException.class)
                .hasMessageContainingAll(words);
    }

    /** A transformation of a function, called with an argument of three elements. */
    record Use(String name, Function<Function<Register, Register>, Function<Register, Object>> transformed) {
        Object of(Function<Register, Register> f, Register argument) {
            return transformed.apply(f).apply(argument);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Use> uses() {
        return Stream.of(
                new Use(
                        "grad",
                        f -> x -> Derivatives.grad((Register a) -> sum(f.apply(a)))
                                .apply(x)),
                new Use(
                        "elementwiseGrad",
                        f -> x -> Derivatives.elementwiseGrad(f).apply(x)),
                new Use("jvp", f -> x -> Derivatives.jvp(f, x, x)),
                new Use("vjp", f -> x -> Derivatives.vjp(f, x).pullback().apply(x)),
                new Use("vmap", f -> x -> Vmap.vmap(f).apply(x)),
                new Use(
                        "jacobianForward",
                        f -> x -> Jacobians.jacobianForward(f).apply(x)),
                new Use(
                        "jacobianReverse",
                        f -> x -> Jacobians.jacobianReverse(f).apply(x)),
                new Use(
                        "gaussNewton",
                        f -> x -> Derivatives.gaussNewtonVectorProduct(f, MisuseOfTransformationsTest::sum, x, x)));
    }

    @SuppressWarnings("NullAway")
    private static Register sum(Register y) {
        return y == null ? null : y.sum();
    }

    @ParameterizedTest
    @MethodSource("uses")
    @SuppressWarnings("NullAway")
    void functionsThatGiveNothingAreNamed(Use use) {
        refuses(() -> use.of(a -> null, x), "the result of the function", "found null");
        assertThat(x.sin().builder()).isSameAs(list);
    }

    @ParameterizedTest
    @MethodSource("uses")
    void resultsOfAnotherListAreRefused(Use use) {
        refuses(() -> use.of(a -> foreign, x), ": f64[", "belongs to another list than", "inline(list, …)");
    }

    @ParameterizedTest
    @MethodSource("uses")
    void functionsThatThrowLeaveNothingOpen(Use use) {
        refuses(
                () -> use.of(
                        a -> {
                            throw new IllegalStateException("of the function itself");
                        },
                        x),
                "of the function itself");
        Register y = x.sin();
        list.output(y);
        assertThat(y.builder()).isSameAs(list);
        assertThat(list.build().assignments())
                .anyMatch(assignment -> assignment.result().equals(y));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void nothingIsWrittenBehindABuiltList(Use use) {
        list.build();
        refuses(() -> use.of(Register::sin, x), "list f is built");
    }

    @ParameterizedTest
    @MethodSource("uses")
    void whatWasWrittenForASampleStaysThere(Use use) {
        List<Register> kept = new ArrayList<>();
        kept.add(Vmap.vmap((Register a) -> {
                    kept.add(a.sin());
                    return a;
                })
                .apply(x));
        Register escaped = kept.get(0);
        refuses(() -> use.of(a -> a.mul(escaped), x), "sample", "as a result of its function");
        refuses(() -> use.of(a -> escaped, x), "sample", "as a result of its function");
    }

    @Test
    void registersOfAnotherListHaveNoDerivatives() {
        Register y = x.sin();
        refuses(() -> Reverse.gradients(y, List.of(foreign)), "foreign: f64[3]", "another list than f");
        refuses(() -> Reverse.cotangents(List.of(y), List.of(foreign), List.of(x)), "foreign: f64[3]", "another list");
        refuses(() -> Forward.tangents(List.of(y), Map.of(x, foreign)), "another list");
        refuses(() -> Forward.tangents(List.of(y), Map.of(foreign, x)), "another list");
        refuses(() -> Derivatives.jvp(Register::sin, x, foreign), "another list");
        refuses(() -> Derivatives.vjp(Register::sin, x).pullback().apply(foreign), "another list");
        refuses(() -> Vmap.vmap((List<Register> a) -> a.get(0)).apply(List.of(x, foreign)), "another list");
    }

    @Test
    void seedsAreAsManyAsResultsAndOfTheirTypes() {
        Register y = x.sin();
        refuses(() -> Reverse.cotangents(List.of(y, y), List.of(y), List.of(x)), "a seed for each of [z1: f64[3]");
        refuses(() -> Derivatives.vjp(Register::sin, x).pullback().apply(m), "the seed of", "f64[3]", "m: f64[2,3]");
        refuses(() -> Derivatives.jvp(Register::sin, x, m), "the tangent of", "f64[3]", "m: f64[2,3]");
        refuses(() -> Derivatives.jvp(Register::sin, x, n), "the tangent of", "n: i64[3]");
    }

    @Test
    void tangentsAndCotangentsHaveTheStructureOfWhatTheyBelongTo() {
        Function<Map<String, Register>, Map<String, Register>> f = a -> a;
        refuses(() -> Derivatives.jvp(f, Map.of("a", x), Map.of("b", x)), "the tangent", "differ: [a] and [b]");
        refuses(
                () -> Derivatives.vjp(f, Map.of("a", x)).pullback().apply(Map.of()),
                "the cotangent of the result",
                "differ: [a] and []");
        refuses(
                () -> Vmap.vmap((Map<String, Object> a) -> a).apply(Map.of("a", Map.of("b", x), "a.b", x)),
                "two registers have the path 'a.b'");
    }

    @Test
    void mapsGoByTheirKeysAndNotByTheirOrder() {
        Tensor two = Tensor.constant(Tensor.scalar(2.0));
        Tensor three = Tensor.constant(Tensor.scalar(3.0));
        List<Tensor> found = TwoModes.all(
                a -> {
                    Map<String, Register> at = ordered("p", a.get(0), "q", a.get(1));
                    Map<String, Register> t = ordered("q", a.get(1), "p", a.get(0));
                    Function<Map<String, Register>, Map<String, Register>> f = y -> ordered(
                            "u",
                            y.getOrDefault("p", a.get(0)).square(),
                            "v",
                            y.getOrDefault("q", a.get(0)).mul(10));
                    Map<String, Register> ty = Derivatives.jvp(f, at, t).tangent();
                    Map<String, Register> dx =
                            Derivatives.vjp(f, at).pullback().apply(ordered("v", a.get(1), "u", a.get(0)));
                    List<Register> all = new ArrayList<>(ty.values());
                    all.addAll(dx.values());
                    return all;
                },
                List.of(two, three));
        assertThat(found.stream().mapToDouble(Tensor::item)).containsExactly(8.0, 30.0, 8.0, 30.0);
    }

    private static Map<String, Register> ordered(String first, Register x, String second, Register y) {
        Map<String, Register> map = new LinkedHashMap<>();
        map.put(first, x);
        map.put(second, y);
        return map;
    }

    @Test
    void integersHaveNoDerivatives() {
        refuses(() -> Derivatives.grad((Register a) -> x.sum()).apply(n).sin(), "f32", "i64[3]");
        refuses(() -> Derivatives.elementwiseGrad((Register a) -> a).apply(n), "f32 and f64", "i64[3]");
        refuses(() -> Jacobians.jacobianForward((Register a) -> x).apply(n), "f32", "i64[3]");
        refuses(() -> Jacobians.jacobianReverse((Register a) -> x).apply(n), "f32 and f64", "i64[3]");
        refuses(() -> Jacobians.jacobian((Register a) -> n).apply(x), "f32 and f64", "n: i64[3]");
        refuses(() -> Derivatives.grad((Register a) -> n.sum()).apply(x), "f32 and f64", "i64[]");
    }

    @Test
    void axesOfSamplesExistAndAreOfOneLength() {
        Function<List<Register>, Register> first = a -> a.get(0);
        refuses(
                () -> Vmap.vmap(first, List.of(2), List.of()).apply(List.of(m)),
                "m: f64[2,3]",
                "axis 2 does not exist");
        refuses(() -> Vmap.vmap(first, List.of(-3), List.of()).apply(List.of(m)), "m: f64[2,3]", "axis -3");
        refuses(() -> Vmap.vmap(first, List.of(0), List.of(2)).apply(List.of(m)), "axis 2 does not exist");
        refuses(() -> Vmap.vmap(first, List.of(0), List.of(0, 0)).apply(List.of(m)), "an axis for each of 1 results");
        refuses(() -> Vmap.vmap(first, List.of(0), List.of()).apply(List.of(m, m)), "expected an axis for each");
        refuses(() -> Vmap.vmap(first, List.of(Vmap.SAME), List.of()).apply(List.of(m)), "not all the same");
        refuses(() -> Vmap.vmap(first).apply(List.of(m, x)), "x: f64[3] has 3 samples along axis 0", "have 2");
        refuses(() -> Vmap.vmap(first).apply(List.of()), "expected an axis for each");
        list.output(x.sin());
        assertThat(list.build().outputs()).hasSize(1);
    }

    @Test
    void argumentsThatAreChosenExist() {
        Function<List<Register>, Register> f = a -> a.get(0).sum();
        assertThatThrownBy(() -> Derivatives.grad(f, 1).apply(List.of(x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no '1' among [0]");
        assertThatThrownBy(() -> Derivatives.grad(f, "w").apply(List.of(x)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no 'w' among [0]");
        assertThatThrownBy(() -> Derivatives.grad((Object a) -> x.sum()).apply(Shape.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the argument: expected registers")
                .hasMessageContaining("dev.wengert.tensor.Shape");
    }

    @Test
    void whatStandsForAllSamplesHasNoValue() {
        try (Eager eager = Eager.open()) {
            Register rows = eager.input("rows", Tensor.zeros(TensorType.of(DType.F64, 2)));
            refuses(
                    () -> Vmap.vmap((Register a) -> a.item() > 0 ? a : a.neg()).apply(rows),
                    "x1: f64[]",
                    "stands for every sample or step",
                    "where");
            assertThat(rows.neg().value().shape()).isEqualTo(Shape.of(2));
        }
    }

    @Test
    void aResultMayComeTwiceOrBeAnArgumentOrFromOutside() {
        Tensor three = Tensor.constant(Tensor.of(Shape.of(3), 1.0, 2.0, 3.0));
        List<Tensor> found = TwoModes.all(
                a -> {
                    Register outer = a.get(0).mul(10);
                    Function<Register, List<Register>> f = y -> {
                        Register s = y.square();
                        return List.of(s, s, y, outer.sum(), y);
                    };
                    List<Register> all = new ArrayList<>(Vmap.vmap(f).apply(a.get(0)));
                    all.addAll(Derivatives.jvp(f, a.get(0), a.get(0)).tangent());
                    all.add(Derivatives.vjp(f, a.get(0))
                            .pullback()
                            .apply(List.of(a.get(0), a.get(0), a.get(0), outer.sum(), a.get(0))));
                    return all;
                },
                List.of(three));
        assertThat(found.stream().map(Tensor::toDoubles))
                .containsExactly(
                        new double[] {1, 4, 9},
                        new double[] {1, 4, 9},
                        new double[] {1, 2, 3},
                        new double[] {60, 60, 60},
                        new double[] {1, 2, 3},
                        new double[] {2, 8, 18},
                        new double[] {2, 8, 18},
                        new double[] {1, 2, 3},
                        new double[] {0},
                        new double[] {1, 2, 3},
                        new double[] {2 * 2 + 2, 2 * 8 + 4, 2 * 18 + 6});
    }
}
