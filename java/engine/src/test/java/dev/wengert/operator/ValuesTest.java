package dev.wengert.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.Operator;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.ReferenceTable;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import dev.wengert.testing.Values;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators compute, against references in plain Java. */
class ValuesTest {
    @Test
    void everyOperatorHasAReference() {
        assertThat(ReferenceTable.names()).containsExactlyInAnyOrderElementsOf(SampleTable.operators());
    }

    static Stream<Arguments> samples() {
        return SampleTable.all().stream()
                .flatMap(sample -> sample.large()
                        ? Stream.of(Arguments.of(sample, DType.F32))
                        : Stream.of(Arguments.of(sample, DType.F32), Arguments.of(sample, DType.F64)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agreeWithReferences(Sample sample, DType real) {
        WengertList list = sample.list(real);
        Operator operator = sample.create(real);
        Map<String, Tensor> inputs = sample.draw(real, new Random(sample.seed()));
        Results found = Runs.run(list, inputs);
        List<Tensor> expected =
                ReferenceTable.compute(operator, List.copyOf(inputs.values()), operator.infer(sample.types(real)));
        for (int i = 0; i < expected.size(); i++) {
            // large samples have sums of thousands of terms that cancel
            double tolerance = real == DType.F64 ? 1e-13 : sample.large() ? 3e-5 : 4e-6;
            Values.assertClose(found.all().get(i), expected.get(i), tolerance, sample + " result " + (i + 1));
        }
    }
}
