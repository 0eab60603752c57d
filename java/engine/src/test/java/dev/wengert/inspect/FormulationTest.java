package dev.wengert.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wengert.inspect.Formulation.Derivative;
import dev.wengert.list.Catalogue;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Reference;
import dev.wengert.tensor.DType;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormulationTest {
    @Test
    void aProductHasTheRulesOfTheTextbook() {
        assertThat(Formulation.of("mul")).hasToString("""
            G
              z = mul(y1, y2)
            DG, cotangents
              dy1 = mul(dz, y2)
              dy2 = mul(dz, y1)
            DG, tangents
              tz = mul(ty1, y2)
              tz = mul(ty2, y1)
            """);
    }

    @Test
    void namesAndZerosAreSaidAsSuch() {
        assertThat(Formulation.of("add").cotangents())
                .extracting(Derivative::statements)
                .containsExactly(List.of("dy1 = dz"), List.of("dy2 = dz"));
        assertThat(Formulation.of("floor(f64[3])").tangents())
                .extracting(Derivative::statements)
                .containsExactly(List.of("tz = 0"));
        assertThat(Formulation.of("one_hot").cotangents()).isEmpty();
    }

    @Test
    void typesMayBeGiven() {
        assertThat(Formulation.of("sum(f64[2,3], axes=[1])"))
                .asString()
                .contains("z = sum(y1, axes=[1])", "dy1 = broadcast(");
        assertThat(Formulation.of("where(bool[], f64[], f64[])").cotangents())
                .extracting(derivative -> derivative.argument().name())
                .containsExactly("y2", "y3");
        assertThatThrownBy(() -> Formulation.of("frobnicate"))
                .hasMessageContaining("no example of an operator frobnicate");
        assertThatThrownBy(() -> Formulation.of("matmul(f64[2,3], f64[2,3])"))
                .hasMessageContaining("inner dimensions differ");
        assertThatThrownBy(() -> WengertList.ofCall("sum", Catalogue.standard()))
                .hasMessageContaining("expected an operator with types");
    }

    /** Each example is of its operator, and what the rules write is a list that can be read again. */
    @Test
    void everyOperatorHasAnExampleWhoseRulesCanBeTraced() {
        Set<String> seen = new HashSet<>();
        for (Sample sample : SampleTable.small()) {
            if (!seen.add(sample.operator())) {
                continue;
            }
            String call = sample.toString();
            Formulation formulation = formulation(sample);
            for (Derivative derivative : formulation.cotangents()) {
                String text = derivative.list().toString();
                assertThat(WengertList.parse(text)).hasToString(text);
                assertThat(derivative.statements()).as(call).isNotEmpty();
            }
            assertThat(formulation.tangents()).as(call).hasSameSizeAs(formulation.cotangents());
        }
    }

    /** By the example of the page, which operators with lists have not: they stand in no line. */
    private static Formulation formulation(Sample sample) {
        boolean runsLists = sample.attributes().values().stream().anyMatch(WengertList.class::isInstance);
        if (runsLists) {
            return Formulation.of(sample.create(DType.F64), sample.types(DType.F64));
        }
        assertThat(Reference.example(sample.operator()).orElse("")).startsWith(sample.operator() + "(");
        return Formulation.of(sample.operator());
    }

    @Test
    void operatorsThatAreMadeAlreadyHaveRulesToo() {
        for (Sample sample : SampleTable.small().subList(0, 20)) {
            Formulation formulation = Formulation.of(sample.create(DType.F64), sample.types(DType.F64));
            assertThat(formulation.function().outputs()).as("%s", sample).isNotEmpty();
            assertThat(formulation.cotangents().isEmpty()).as("%s", sample).isEqualTo(!sample.isDifferentiable());
        }
    }
}
