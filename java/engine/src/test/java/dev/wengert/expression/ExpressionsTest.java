package dev.wengert.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.differentiate.Reverse;
import dev.wengert.inspect.Evaluated;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

// fields are read by reflection, and two of one name are a mistake that is to be found
@SuppressWarnings({"UnusedVariable", "HidingField"})
class ExpressionsTest {
    private static class Triangle extends Expressions {
        Register h = input();
        Register w = input();
        Register area = half(h.mul(w));

        Register half(Register x) {
            return x.apply(formula("half", y -> y.div(2)));
        }
    }

    private static final Map<String, Double> SIDES = Map.of("h", 3.0, "w", 4.0);

    @Test
    void fieldsNameRegistersAndOthersAreNumbered() {
        Triangle triangle = new Triangle();
        assertThat(triangle.operationSequence("area")).containsExactly("z1 = mul(h, w)", "area = half(z1)");
        assertThat(triangle).hasToString("""
            list triangle {
              input h: f64[]
              input w: f64[]
              z1: f64[] = mul(h, w)
              area: f64[] = half(z1)
              output area
            }
            """);
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        Triangle triangle = new Triangle();
        String text = triangle.list().toString();
        WengertList read = WengertList.parse(text, triangle.catalogue());
        assertThat(read).hasToString(text);
        assertThat(Runs.run(read, values()).array("area")).containsExactly(6);
        assertThatThrownBy(() -> WengertList.parse(text)).hasMessageContaining("there is no operator 'half'");
    }

    private static Map<String, Tensor> values() {
        return Map.of("h", Values.of(TensorType.of(DType.F64), 3), "w", Values.of(TensorType.of(DType.F64), 4));
    }

    @Test
    void registersAreEvaluatedAndDifferentiatedByName() {
        Triangle triangle = new Triangle();
        assertThat(triangle.evaluate("area", SIDES)).isEqualTo(6);
        assertThat(triangle.evaluate("z1", SIDES)).isEqualTo(12);
        assertThat(triangle.gradient("area", SIDES)).isEqualTo(Map.of("h", 2.0, "w", 1.5));
        assertThatThrownBy(() -> triangle.evaluate("circumference", SIDES))
                .hasMessageContaining("has no register 'circumference'");
        assertThatThrownBy(() -> triangle.evaluate("area", Map.of("h", 3.0)))
                .hasMessageContaining("input w: f64[] of list triangle needs a value");
    }

    @Test
    void formulasAreCompiledDifferentiatedTwiceAndSaidInJava() {
        WengertList gradient = Reverse.differentiate(new Triangle().list(), "area", "h");
        assertThat(Runs.run(gradient, values()).array("dh")).containsExactly(2);
        assertThat(gradient.toString()).contains("half(z1)", "adjoint:", "dh: f64[] = mul(dz1, w)");
        assertThat(Runs.run(Reverse.differentiate(gradient, "dh", "w"), values())
                        .array("dw"))
                .containsExactly(0.5);
        assertThat(new Triangle().list().toJava()).contains("double z1 = h * w;", "double area = z1 / ");
    }

    private static final class Prism extends Triangle {
        private final Register length = input();
        private final Register volume = area.mul(length);
        private final Register surface = sum(area.add(area), h.mul(length));

        private Register sum(Register x, Register y) {
            return x.apply(formula("sum_of_two", (a, b) -> a.add(b)), y);
        }
    }

    @Test
    void privateFieldsAndThoseOfSuperclassesCount() {
        Prism prism = new Prism();
        assertThat(prism.operationSequence("volume"))
                .containsExactly("z1 = mul(h, w)", "area = half(z1)", "volume = mul(area, length)");
        assertThat(prism.operationSequence("surface"))
                .endsWith("z2 = add(area, area)", "z3 = mul(h, length)", "surface = sum_of_two(z2, z3)");
        Map<String, Double> at = Map.of("h", 3.0, "w", 4.0, "length", 10.0);
        assertThat(prism.evaluate("volume", at)).isEqualTo(60);
        assertThat(prism.gradient("surface", at)).isEqualTo(Map.of("h", 14.0, "w", 3.0, "length", 3.0));
        assertThat(prism.list().outputs()).extracting(Register::name).containsExactly("area", "volume", "surface");
    }

    @Test
    void namesOfFieldsGoBeforeThoseThatAreGenerated() {
        Expressions expressions = new Expressions() {
            final Register z1 = input();
            final Register x1 = z1.mul(input()).add(number(2));
            final Register z3 = x1.exp().sin();
        };
        assertThat(expressions.operationSequence("z3"))
                .containsExactly(
                        "z2 = mul(z1, x2)",
                        "z4 = fill(value=2.0, dtype=f64, shape=[])",
                        "x1 = add(z2, z4)",
                        "z5 = exp(x1)",
                        "z3 = sin(z5)");
        assertThat(expressions.list().name()).isEqualTo("expressions");
    }

    @Test
    void otherTypesMayBeChosen() {
        Expressions rows = new Expressions(TensorType.of(DType.F32, 3)) {
            final Register x = input();
            final Register w = parameter(TensorType.of(DType.F32));
            final Register y = x.mul(w).softmax(-1);
        };
        assertThat(rows.list().register("y").type()).isEqualTo(TensorType.of(DType.F32, 3));
        try (Evaluated evaluated = rows.evaluated(Map.of("x", Values.of(TensorType.of(DType.F32, 3), 1, 2, 3)))) {
            assertThat(evaluated.value("y").shape()).isEqualTo(Shape.of(3));
        }
        assertThatThrownBy(() -> rows.evaluate("y", Map.of("x", 1.0)))
                .hasMessageContaining("x: f32[3] is no single number");
    }

    private static final class Twice extends Triangle {
        final Register h = input();
    }

    private static final class Unassigned extends Expressions {
        final Register x = input();

        @Nullable
        Register y;
    }

    private static final class OfAnother extends Expressions {
        final Register x = new Triangle().h;
    }

    @Test
    void mistakesAreSaid() {
        assertThatThrownBy(() -> new Twice().list())
                .isInstanceOf(ListException.class)
                .hasMessageContaining("field h of ")
                .hasMessageContaining("Triangle and field h of ")
                .hasMessageContaining("have one name");
        assertThatThrownBy(() -> new Unassigned().list()).hasMessageContaining("Unassigned is never assigned");
        assertThatThrownBy(() -> new OfAnother().list()).hasMessageContaining("holds a register of another list: ");
    }

    @Test
    void aFormulaHasOneDefinition() {
        Expressions same = new Expressions() {
            final Register x = input();
            final Register y = scale(scale(x, 2), 2);

            Register scale(Register v, double by) {
                return v.apply(formula("scale", each -> each.mul(by)));
            }
        };
        assertThat(same.operationSequence("y")).containsExactly("z1 = scale(x)", "y = scale(z1)");
        assertThatThrownBy(() -> new Expressions() {
                    final Register x = input();
                    final Register y = scale(scale(x, 2), 3);

                    Register scale(Register v, double by) {
                        return v.apply(formula("scale", each -> each.mul(by)));
                    }
                })
                .hasMessageContaining("formula scale is defined in two ways");
        assertThatThrownBy(() -> new Expressions() {
                    final Register y = input().apply(formulaOfAll("add", all -> all.get(0)));
                })
                .hasMessageContaining("there is an operator add already");
        assertThatThrownBy(() -> new Expressions() {
                    final Register x = input();
                    final Register y = x.apply(formula("captures", each -> each.mul(x)));
                })
                .hasMessageContaining("captures");
    }
}
