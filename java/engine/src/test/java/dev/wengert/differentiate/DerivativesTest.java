package dev.wengert.differentiate;

import dev.wengert.tensor.DType;
import dev.wengert.testing.GradientChecker;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** VJP and JVP of every operator, and the derivatives of those, against central differences. */
class DerivativesTest {
    static Stream<Sample> samples() {
        return SampleTable.small().stream().filter(Sample::isDifferentiable);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void agreeWithCentralDifferences(Sample sample) {
        Random random = new Random(sample.seed());
        new GradientChecker(
                        sample.list(DType.F64),
                        sample.draw(DType.F64, random),
                        sample.step(),
                        sample.tolerance(),
                        random)
                .checkTwice();
    }
}
