package dev.wengert.quality.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Operator;
import dev.wengert.tensor.DType;
import dev.wengert.testing.SampleTable;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether what is said of operators is enough, found by what they take and compute. */
class DescriptionsTest {
    private static OperatorsPage page;

    @BeforeAll
    static void readSources() throws IOException {
        page = new OperatorsPage();
    }

    @Test
    void everyOperatorSaysWhatItComputes() {
        assertThat(page.names())
                .allSatisfy(name ->
                        assertThat(page.description(name).text()).as(name).isNotBlank());
    }

    @Test
    void everyAttributeIsDescribed() {
        assertThat(page.names())
                .allSatisfy(name -> assertThat(page.parameters(name).keySet())
                        .as(name)
                        .containsExactlyElementsOf(
                                page.signature(name).attributes().keySet()));
    }

    /** A comment says {@code Operands: x, low, high.}, and {@code Results: values, indices.} where there is more than one. */
    @Test
    void operandsAndResultsHaveNames() {
        assertThat(SampleTable.small()).allSatisfy(sample -> {
            Signature signature = page.signature(sample.operator());
            if (!signature.operands().contains("…")) {
                assertThat(signature.operands())
                        .as("operands of " + sample)
                        .hasSizeGreaterThanOrEqualTo(sample.operands().size())
                        .doesNotContain("y3");
            }
            int results =
                    sample.create(DType.F64).infer(sample.types(DType.F64)).size();
            List<String> named = page.description(sample.operator()).results();
            if (results > 1 && !named.contains("…")) {
                assertThat(named).as("results of " + sample).hasSize(results);
            }
        });
    }

    static Stream<Operator> functions() {
        return SampleTable.small().stream()
                .map(sample -> sample.create(DType.F64))
                .filter(OnAGrid::takes)
                .distinct();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void theDomainIsStatedWhereFiniteNumbersGiveNaN(Operator function) {
        if (new OnAGrid(function).isNaNSomewhere()) {
            assertThat(page.description(function.name()).domains())
                    .as("%s", function)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void theConventionIsStatedWhereTheFunctionOrItsDerivativeJumps(Operator function) {
        if (new OnAGrid(function).jumpsSomewhere()) {
            assertThat(page.description(function.name()).conventions())
                    .as("%s", function)
                    .isNotEmpty();
        }
    }
}
