package dev.wengert.runtime;

import dev.wengert.list.WengertList;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Tensor;
import dev.wengert.testing.Derived;
import dev.wengert.testing.Interpreter;
import dev.wengert.testing.Results;
import dev.wengert.testing.Runs;
import dev.wengert.testing.Sample;
import dev.wengert.testing.SampleTable;
import dev.wengert.testing.Values;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Eager mode and programs give the same bits: every operator, its VJP and its JVP. */
class EagerAgreesTest {
    static Stream<Sample> samples() {
        return SampleTable.small().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void withProgramsInDoublePrecision(Sample sample) {
        compare(sample, DType.F64);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void withProgramsInSinglePrecision(Sample sample) {
        compare(sample, DType.F32);
    }

    private static void compare(Sample sample, DType real) {
        Random random = new Random(sample.seed());
        WengertList f = sample.list(real);
        Map<String, Tensor> inputs = new HashMap<>(sample.draw(real, random));
        compare(f, inputs);
        if (sample.isDifferentiable()) {
            for (WengertList derived : new WengertList[] {
                Derived.vjp(f, Derived.real(f.inputs())), Derived.jvp(f, Derived.real(f.inputs()))
            }) {
                derived.inputs()
                        .forEach(input -> inputs.computeIfAbsent(
                                input.name(), name -> Values.of(input.type(), i -> random.nextGaussian())));
                compare(derived, inputs);
            }
        }
    }

    private static void compare(WengertList list, Map<String, Tensor> inputs) {
        Results planned = Runs.run(list, inputs);
        new Interpreter(list, inputs)
                .run()
                .byName()
                .forEach((name, value) -> Values.assertSameBits(planned.get(name), value, name + " of\n" + list));
    }
}
