package dev.wengert.operator;

import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Derived;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import dev.wengert.testing.Values;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator, and its VJP, computes in f32 what it computes in f64, but for rounding. */
class SinglePrecisionTest {
    /** A few units of f32: the longest sum of these samples has 300 terms. */
    private static final double TOLERANCE = 2e-5;

    static Stream<Sample> samples() {
        // random numbers of f32 take other bits of a block than those of f64
        return SampleTable.small().stream().filter(sample -> !sample.operator().startsWith("random_"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void followsDoublePrecision(Sample sample) {
        compare(sample, sample.list(DType.F32), sample.list(DType.F64));
    }

    static Stream<Sample> differentiable() {
        return samples().filter(Sample::isDifferentiable);
    }

    @ParameterizedTest
    @MethodSource("differentiable")
    void followsDoublePrecisionInTheVjp(Sample sample) {
        compare(sample, vjp(sample.list(DType.F32)), vjp(sample.list(DType.F64)));
    }

    private static WengertList vjp(WengertList list) {
        return Derived.vjp(list, Derived.real(list.inputs()));
    }

    private static void compare(Sample sample, WengertList single, WengertList twice) {
        Results found = Runs.run(single, draw(sample, single, DType.F32));
        Results expected = Runs.run(twice, draw(sample, twice, DType.F64));
        for (Register output : twice.outputs()) {
            Tensor precise = expected.get(output.name());
            Tensor rounded = found.get(output.name());
            Values.assertClose(
                    Values.of(precise.type(), rounded.toDoubles()), precise, TOLERANCE, sample + " " + output.name());
        }
    }

    /** The same numbers for the inputs of both lists, seeds of the VJP included. */
    private static Map<String, Tensor> draw(Sample sample, WengertList list, DType real) {
        Random random = new Random(sample.seed());
        Map<String, Tensor> values = sample.draw(real, random);
        for (Register input : list.inputs()) {
            values.computeIfAbsent(input.name(), name -> Values.of(input.type(), i -> (float) random.nextGaussian()));
        }
        return values;
    }
}
