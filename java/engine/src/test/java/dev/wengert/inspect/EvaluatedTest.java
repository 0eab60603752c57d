package dev.wengert.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatedTest {
    private static final WengertList LIST = WengertList.parse("""
        input x1: f64[]
        input x2: f64[]
        a = log(x1)
        b = mul(x1, x2)
        c = sin(x2)
        s = add(a, b)
        y = sub(s, c)
        output y
        """);
    private static final Map<String, Tensor> AT =
            Map.of("x1", Tensor.constant(Tensor.scalar(2.0)), "x2", Tensor.constant(Tensor.scalar(5.0)));

    @Test
    void everyRegisterHasAValueATangentAndACotangent() {
        try (Evaluated evaluated = Evaluated.of(LIST, AT)) {
            assertThat(evaluated.value("b").item()).isEqualTo(10);
            assertThat(evaluated.value("y").item()).isCloseTo(11.652, within(5e-4));
            assertThat(evaluated
                            .tangent("y", Map.of("x1", Tensor.constant(Tensor.scalar(1.0))))
                            .item())
                    .isEqualTo(5.5);
            assertThat(evaluated.delta("y", "x1").item()).isEqualTo(5.5);
            assertThat(evaluated.delta("y", "x2").item()).isCloseTo(1.716, within(5e-4));
            assertThat(evaluated.delta("y", "c").item()).isEqualTo(-1);
        }
    }

    @Test
    void aListGivenAsTextHasValuesAndDeltasByName() {
        String text = """
            input x: f64[2]
            input n: i64[]
            s = sum(x)
            y = mul(s, 3)
            output y
            """;
        try (Evaluated evaluated = Evaluated.of(text, "x=[1, 2]", "n = 7")) {
            assertThat(evaluated.values()).containsKeys("x", "n", "s", "y").hasSize(5);
            assertThat(evaluated.deltas("y")).containsOnlyKeys("x", "s", "z2", "y");
            assertThat(evaluated.values())
                    .hasEntrySatisfying("y", y -> assertThat(y.item()).isEqualTo(9));
            assertThat(evaluated.deltas("y"))
                    .hasEntrySatisfying("x", dx -> assertThat(dx.toDoubles()).containsExactly(3, 3));
        }
        assertThatThrownBy(() -> Evaluated.of(text, "x=[1, 2]", "m=1"))
                .hasMessage("expected NAME=VALUE with a name among [x, n], found 'm=1'");
        assertThatThrownBy(() -> Evaluated.of(text, "x=[1]"))
                .hasMessage("x: f64[2]: a tensor f64[2] takes 2 elements, found 1 in '[1]'");
        assertThatThrownBy(() -> Evaluated.of(text, "n=1.5")).hasMessageContaining("n: i64[]: not a list of i64");
        assertThatThrownBy(() -> Evaluated.of("input x: f64[]\n y = frobnicate(x)", "x=1"))
                .hasMessageContaining("line 2: frobnicate");
    }

    @Test
    void tracesArePrintedAsTables() {
        try (Evaluated evaluated = Evaluated.of(LIST, AT)) {
            assertThat(TraceTable.forward(evaluated, Map.of("x1", Tensor.constant(Tensor.scalar(1.0)))))
                    .isEqualTo("""
                        primal trace                | tangent trace
                        x1              = 2.00000   | tx1 = 1.00000
                        x2              = 5.00000   | tx2 = 0.00000
                        a = log(x1)     = 0.693147  | ta  = 0.500000
                        b = mul(x1, x2) = 10.0000   | tb  = 5.00000
                        c = sin(x2)     = -0.958924 | tc  = 0.00000
                        s = add(a, b)   = 10.6931   | ts  = 5.50000
                        y = sub(s, c)   = 11.6521   | ty  = 5.50000
                        """);
            assertThat(TraceTable.reverse(evaluated, "y")).isEqualTo("""
                primal trace (down)         | adjoint trace (up)
                x1              = 2.00000   | dx1 = 5.50000
                x2              = 5.00000   | dx2 = 1.71634
                a = log(x1)     = 0.693147  | da  = 1.00000
                b = mul(x1, x2) = 10.0000   | db  = 1.00000
                c = sin(x2)     = -0.958924 | dc  = -1.00000
                s = add(a, b)   = 10.6931   | ds  = 1.00000
                y = sub(s, c)   = 11.6521   | dy  = 1.00000
                """);
        }
    }

    @Test
    void inputsMustHaveValuesOfTheirTypes() {
        assertThatThrownBy(() -> Evaluated.of(LIST, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input x1: f64[]");
        assertThatThrownBy(() -> Evaluated.of(LIST, Map.of("x1", Tensor.constant(Tensor.of(Shape.of(1), 1.0)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a tensor f64[] for x1, found f64[1]");
    }

    @Test
    void listsAreDrawn() {
        assertThat(LIST.toDot())
                .startsWith("digraph \"list\" {")
                .contains("n0 [label=\"x1: f64[]\", shape=ellipse];")
                .contains("n3 [label=\"b: f64[]\\nmul\", class=primal];")
                .contains("n1 -> n3;")
                .contains("n6 [peripheries=2];");
        assertThat(LIST.toMermaid())
                .startsWith("flowchart TD")
                .contains("n0([\"x1: f64[]\"])")
                .contains("n1 --> n3");
        assertThat(WengertList.builder("p")
                        .parameter("w", DType.F32)
                        .builder()
                        .build()
                        .toDot())
                .contains("w: f32[]");
    }
}
