package dev.wengert.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Jacobians;
import dev.wengert.differentiate.Reverse;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.CompiledJava;
import dev.wengert.testing.Derived;
import dev.wengert.testing.RandomLists;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import dev.wengert.testing.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What lists are as Java source is compiled, run, and compared with the engine. */
class ToJavaTest {
    private static final double TOLERANCE = 1e-13;

    private final List<Case> cases = new ArrayList<>();

    private record Case(String name, String source, WengertList list, Map<String, Tensor> values) {}

    @Test
    void everyOperatorAndItsDerivativesGiveWhatTheEngineGives() throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> said = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        for (Sample sample : SampleTable.small()) {
            int count = seen.merge(sample.operator(), 1, Integer::sum);
            WengertList list = sample.list(DType.F64);
            Map<String, Tensor> at = sample.draw(DType.F64, new Random(sample.seed()));
            if (count <= 4) {
                (add(list, at) ? said : refused).add(sample.operator());
            }
            if (count == 1 && sample.isDifferentiable()) {
                WengertList vjp = Derived.vjp(list, Derived.real(list.inputs()));
                boolean ignored = add(vjp, seeded(vjp, at));
            }
        }
        said.removeAll(refused);
        run(TOLERANCE);
        assertReadmeSays(said.size());
    }

    private static void assertReadmeSays(int operators) throws IOException {
        assertThat(Files.readString(Path.of("../../README.md")).replaceAll("\\s+", " "))
                .contains(operators + " of the operators have a form in Java");
    }

    @Test
    void randomListsWithGradientsAndUpdatesGiveWhatTheEngineGives() throws IOException {
        for (long seed = 0; cases.size() < 40; seed++) {
            RandomLists.Case random = RandomLists.small(seed, 4 + (int) seed % 12);
            boolean ignored = add(random.list(), random.inputs());
            assertThat(seed).as("seeds tried").isLessThan(1000);
        }
        run(1e-11);
    }

    @Test
    void hessiansGiveWhatTheEngineGives() throws IOException {
        ListBuilder list = WengertList.builder("hessian");
        Register x = list.input("x", DType.F64, 3);
        Register w = list.input("w", DType.F64, 3, 3);
        list.output(
                "h",
                Jacobians.hessian(v -> v.matmul(w)
                                .tanh()
                                .mul(v.exp())
                                .sum()
                                .add(v.logSoftmax(-1).square().sum()))
                        .apply(x));
        assertThat(add(
                        list.build(),
                        Map.of(
                                "x", Values.of(TensorType.of(DType.F64, 3), 0.3, -1.2, 0.8),
                                "w", Values.of(TensorType.of(DType.F64, 3, 3), i -> Math.sin(i)))))
                .isTrue();
        run(TOLERANCE);
    }

    @Test
    void arithmeticGivesTheSameBits() throws IOException {
        WengertList list = WengertList.parse("""
            list quotient {
              input x: f64[4]
              input y: f64[]
              a = div(x, y)
              b = sqrt(a)
              c = mul(b, x)
              d = sub(c, y)
              s = add(d, a)
              output s
            }
            """);
        boolean ignored = add(
                Reverse.differentiate(list, "s", "x"),
                Map.of(
                        "x",
                        Values.of(TensorType.of(DType.F64, 4), 0.1, 2.3, 7, 1e-3),
                        "y",
                        Values.of(TensorType.of(DType.F64), 0.7)));
        run(0);
    }

    @Test
    void scalarsAreLocalVariablesAndTheAdjointIsMarked() {
        WengertList list = WengertList.parse("""
            list square_of_sum {
              input x1: f64[]
              input x2: f64[]
              z1 = add(x1, x2)
              f = mul(z1, z1)
              output f
            }
            """);
        assertThat(Reverse.differentiate(list, "f", "x1").toJava()).isEqualTo("""
            /** The Wengert list square_of_sum. Tensors are arrays of their elements, row by row. */
            public final class SquareOfSum {
                private SquareOfSum() {}

                /** What the list computes. */
                public record Outputs(double f, double dx1) {}

                /** Of x1: f64[], x2: f64[]. */
                public static Outputs evaluate(double x1, double x2) {
                    double z1 = x1 + x2;
                    double f = z1 * z1;
                    // adjoint
                    double df = 1.0;
                    double z3 = df * z1;
                    double dz1 = z3 + z3;
                    double dx1 = dz1;
                    return new Outputs(f, dx1);
                }
            }
            """);
    }

    @Test
    void tensorsAreArraysAndPlainLoops() {
        WengertList list = WengertList.parse("""
            input x: f64[2,3]
            input b: f64[3]
            y = add(x, b)
            t = transpose(y, order=[1,0])
            s = sum(y, axes=[1])
            output t
            output s
            """);
        assertThat(list.toJava("org.example.Loops")).contains("""
            package org.example;

            """, """
                    double[] y = new double[6];
                    for (int i = 0; i < 2; i++) {
                        for (int j = 0; j < 3; j++) {
                            y[3 * i + j] = x[3 * i + j] + b[j];
                        }
                    }
                    double[] t = new double[6];
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < 2; j++) {
                            t[2 * i + j] = y[i + 3 * j];
                        }
                    }
                    double[] s = new double[2];
                    for (int i = 0; i < 2; i++) {
                        for (int j = 0; j < 3; j++) {
                            s[i] += y[3 * i + j];
                        }
                    }
                    return new Outputs(t, s);
            """);
    }

    @Test
    void namesThatJavaHasForItselfAreChangedAndDefaultsArePassed() throws IOException {
        ListBuilder list = WengertList.builder("math");
        Register given = list.input("double", DType.F64, 2);
        Register i = list.input("i", Values.of(TensorType.of(DType.F64, 2), 3, 4));
        Register w = list.parameter("class", Values.of(TensorType.of(DType.F64), 0.5));
        list.output("hashCode", given.mul(i).mul(w).sum());
        list.update(w, w.add(1));
        WengertList built = list.build();
        assertThat(built.toJava())
                .contains("class ListMath", "double[] double_, double[] i, double class_")
                .contains("record Outputs(double hashCode_, double next_class_)")
                .contains("return evaluate(double_, new double[] {3.0, 4.0}, 0.5);");
        Map<String, Tensor> at = Map.of("double", Values.of(TensorType.of(DType.F64, 2), 1, 2));
        CompiledJava compiled = CompiledJava.of(Map.of("ListMath", built.toJava()));
        assertThat(compiled.run("ListMath", built, at)).containsExactly(new double[] {5.5}, new double[] {1.5});
    }

    /** The source refers to these. */
    @Test
    void namesOfClassesAndPackagesAreNotHidden() throws IOException {
        WengertList list = WengertList.parse("""
            list hidden {
              input Math: f64[3]
              input java: f64[3]
              Double = exp(Math)
              y = max(java, axes=[0])
              z = mul(Double, y)
              s = sum(z)
              output s
            }
            """);
        assertThat(add(
                        Reverse.differentiate(list, "s", "Math", "java"),
                        Map.of(
                                "Math",
                                Values.of(TensorType.of(DType.F64, 3), 0.1, 2.3, -7),
                                "java",
                                Values.of(TensorType.of(DType.F64, 3), 3, 5, 4))))
                .isTrue();
        run(TOLERANCE);
    }

    @Test
    void operatorsWithoutAFormAreNamed() {
        WengertList list = WengertList.parse("""
            input x: f64[]
            y = erf(x)
            z = lgamma(y)
            output z
            """);
        assertThatThrownBy(list::toJava)
                .isInstanceOf(ListException.class)
                .hasMessage("list list cannot be said in Java: there is no Java form of erf, lgamma");
        assertThatThrownBy(() -> list.toJava("no class"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 'no class'");
        WengertList large = WengertList.builder("large")
                .input("c", Values.of(TensorType.of(DType.F64, 2000), i -> i))
                .builder()
                .build();
        assertThatThrownBy(large::toJava).hasMessageContaining("c: f64[2000] has more than 1024 elements");
    }

    private boolean add(WengertList list, Map<String, Tensor> at) {
        String name = "generated.List" + cases.size();
        try {
            cases.add(new Case(name, list.toJava(name), list, at));
            return true;
        } catch (ListException e) {
            return false;
        }
    }

    private static Map<String, Tensor> seeded(WengertList list, Map<String, Tensor> at) {
        Random random = new Random(7);
        Map<String, Tensor> all = new LinkedHashMap<>(at);
        for (Register input : list.inputs()) {
            all.computeIfAbsent(input.name(), key -> Values.of(input.type(), i -> random.nextGaussian()));
        }
        return all;
    }

    private void run(double tolerance) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        cases.forEach(each -> sources.put(each.name(), each.source()));
        CompiledJava compiled = CompiledJava.of(sources);
        for (Case each : cases) {
            WengertList list = each.list();
            List<double[]> found = compiled.run(each.name(), list, each.values());
            Results expected = Runs.run(list, each.values());
            int i = 0;
            for (Register output : list.outputs()) {
                // what an updated parameter was is an output, what it becomes a result of the run
                Tensor value = output.role() == Role.PARAMETER
                        ? output.defaultValue().orElseThrow()
                        : expected.get(output.name());
                compare(output, found.get(i++), value, tolerance, each);
            }
            for (Register parameter : list.updates().keySet()) {
                compare(parameter, found.get(i++), expected.get(parameter.name()), tolerance, each);
            }
        }
    }

    private static void compare(Register register, double[] found, Tensor expected, double tolerance, Case of) {
        Values.assertClose(
                Values.of(register.type(), found), expected, tolerance, register.name() + " of\n" + of.source());
    }
}
